import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { EntryNumbers, ExactlyOne, NestedList, optional } from '../fields.js';
import { LIMITS } from '../graphql/limits.js';
import { EntryNode } from '../history/entry.types.js';
import { PlanArgs } from '../plan/as-of.js';
import { PlanNode } from '../plan/plan.node.js';
import { Refusal } from '../results.js';
import { GraphQLEntryNumber } from '../scalars.js';
import { PreviewCommand } from './preview-command.js';

@ArgsType()
export class PreviewArgs extends PlanArgs {
  @NestedList(
    () => PreviewCommand,
    'Commands to try out, one after another, each on what those before it left; at most 20. None if absent.',
    optional,
    LIMITS.mutationFields,
  )
  @ExactlyOne('the mutations', { each: true })
  commands?: readonly PreviewCommand[];

  @EntryNumbers(
    'Entries to leave out before that, each with all of its command, as `retractEntry` would from the moment on; the last of them first.',
    optional,
    LIMITS.mutationFields,
  )
  without?: readonly number[];
}

@ObjectType({ description: 'What would come of a command.' })
export class CommandPreview {
  @Field({ description: 'The mutation, by its name.' }) mutation: string;
  @Field(() => [EntryNode], {
    description:
      'The entries that it would record, oldest first, numbered on from `base`. None where it is turned down, or nothing new would be recorded.',
  })
  entries: readonly EntryNode[];
  @Field({
    description: 'True where it would go through and record nothing new: it is so already, or was sent before under its `commandId`.',
  })
  unchanged: boolean;
  @Field(() => Refusal, { nullable: true, description: 'Why it would be turned down; null where it would not.' })
  refusal?: domain.Refusal;
}

@ObjectType({ description: 'What would come of leaving an entry out.' })
export class OmissionPreview {
  @Field(() => GraphQLEntryNumber, { description: 'The number of the entry.' }) entry: number;
  @Field(() => [EntryNode], { description: 'All that is left out with it: the entries of its command. None where that is refused.' })
  leftOut: readonly EntryNode[];
  @Field(() => Refusal, { nullable: true, description: 'Why it cannot be left out; null where it can.' }) refusal?: domain.Refusal;
}

@ObjectType({ description: 'A plan as it would be. Nothing of it is recorded, and no idempotency key is used up.' })
export class PlanPreview {
  @Field(() => GraphQLEntryNumber, {
    description: 'The last recorded entry that it stands on; what is tried out is numbered on from it.',
  })
  base: number;
  @Field(() => PlanNode, {
    description:
      'The plan, as `plan` would give it had all that is not refused been recorded at that moment. Its `entry` is the last that was tried out.',
  })
  plan: PlanNode;
  @Field(() => [OmissionPreview], { description: 'What came of `without`, in the order in which it was asked.' })
  without: readonly OmissionPreview[];
  @Field(() => [CommandPreview], { description: 'What came of `commands`, in their order.' }) commands: readonly CommandPreview[];
}
