import { CommandBus } from '@nestjs/cqrs';
import { Field, ObjectType } from '@nestjs/graphql';
import { isRefusal } from '#libs/domain';
import type * as domain from '#libs/domain';
import { type LedgerCommand, Receipt, type Request } from '../ledger-command.js';
import { objectiveSeen, type ObjectiveSeen } from '../present.js';
import { recordedWith, resultOf } from '../results.js';
import { ObjectiveNode } from './objective.types.js';

@ObjectType({ description: 'A command on an objective that went through.' })
export class ObjectiveRecorded {
  @Field({ description: 'Proof that it was recorded.' }) receipt: Receipt;
  @Field(() => ObjectiveNode, {
    nullable: true,
    description: 'The objective as it then was; null while this node has not yet projected the command.',
  })
  objective: ObjectiveSeen | null;
}

export const ObjectiveResult = resultOf('ObjectiveRecordedResult', ObjectiveRecorded);

/** Sends a command and finds the objective that it changed. */
export async function recordObjective(
  commands: CommandBus,
  code: string,
  input: LedgerCommand,
  request: Request,
): Promise<ObjectiveRecorded | domain.Refusal> {
  const result = await commands.execute(input.by(request));
  if (isRefusal(result)) return result;
  return recordedWith(result, 'objective', (view) => {
    const found = view.objective(code);
    return found && objectiveSeen(found, view);
  });
}
