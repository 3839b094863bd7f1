import { CommandBus } from '@nestjs/cqrs';
import { Field, ObjectType } from '@nestjs/graphql';
import { isRefusal } from '#libs/domain';
import type * as domain from '#libs/domain';
import { type LedgerCommand, Receipt, type Request } from '../ledger-command.js';
import { recordedWith, resultOf } from '../results.js';
import { measureSeen, type MeasureSeen } from './measure.seen.js';
import { MeasureNode } from './measure.types.js';

@ObjectType({ description: 'A command on a measure that went through.' })
export class MeasureRecorded {
  @Field({ description: 'Proof that it was recorded.' }) receipt: Receipt;
  @Field(() => MeasureNode, {
    nullable: true,
    description: 'The measure as it then was; null while this node has not yet projected the command.',
  })
  measure: MeasureSeen | null;
}

export const MeasureResult = resultOf('MeasureRecordedResult', MeasureRecorded);

/** Sends a command and finds the measure that it changed. */
export async function recordMeasure(
  commands: CommandBus,
  input: LedgerCommand & { readonly measure: string },
  request: Request,
): Promise<MeasureRecorded | domain.Refusal> {
  const result = await commands.execute(input.by(request));
  if (isRefusal(result)) return result;
  return recordedWith(result, 'measure', (view) => {
    const found = view.measure(input.measure);
    return found && measureSeen(found, view);
  });
}
