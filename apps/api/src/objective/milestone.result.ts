import { CommandBus } from '@nestjs/cqrs';
import { Field, ObjectType } from '@nestjs/graphql';
import { isRefusal } from '#libs/domain';
import type * as domain from '#libs/domain';
import { type LedgerCommand, Receipt, type Request } from '../ledger-command.js';
import { milestoneSeen, type MilestoneSeen } from '../present.js';
import { recordedWith, resultOf } from '../results.js';
import { MilestoneNode } from './milestone.types.js';

@ObjectType({ description: 'A command on a milestone that went through.' })
export class MilestoneRecorded {
  @Field({ description: 'Proof that it was recorded.' }) receipt: Receipt;
  @Field(() => MilestoneNode, {
    nullable: true,
    description: 'The milestone as it then was; null while this node has not yet projected the command.',
  })
  milestone: MilestoneSeen | null;
}

export const MilestoneResult = resultOf('MilestoneRecordedResult', MilestoneRecorded);

/** Sends a command on a milestone, and answers with the milestone of a code as the command left it. */
export async function recordMilestone(
  commands: CommandBus,
  code: string,
  input: LedgerCommand,
  request: Request,
): Promise<MilestoneRecorded | domain.Refusal> {
  const result = await commands.execute(input.by(request));
  if (isRefusal(result)) return result;
  return recordedWith(result, 'milestone', (view) => {
    const found = view.milestone(code);
    return found && milestoneSeen(found, view);
  });
}
