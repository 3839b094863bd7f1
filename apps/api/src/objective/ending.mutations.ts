import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Needs } from '../auth/needs.js';
import { Choice, Count, Counts, Day, Flag, Line, NestedList, ObjectiveCode, optional, Text } from '../fields.js';
import { command, type LedgerCommand, type Request } from '../ledger-command.js';
import { DispositionKind, ReviewOutcome } from './objective.enums.js';
import { ObjectiveResult, recordObjective } from './objective.result.js';

@InputType({ description: 'How a strand is planned to end, where that differs from its objective.' })
export class StrandDispositionInput implements domain.StrandDisposition {
  @Line(200, 'The name of the strand.') strand: string;
  @Choice(DispositionKind, 'How it is planned to end.') kind: domain.DispositionKind;
  @Count(1, 5, 'The plan year at whose end that is.', optional) endOfYear?: number;
  @Day('The planned last day.', optional) endsOn?: string;
  @Text(1000, 'What the plan says about it.', optional) text?: string;
}

@InputType({ description: 'Plans how an objective is to end.' })
export class PlanDisposition
  extends command('objective', 'PlanDisposition')
  implements domain.Payload<domain.ObjectiveCommand, 'PlanDisposition'>
{
  @ObjectiveCode() objective: string;
  @Choice(DispositionKind, 'How it is to end.') kind: domain.DispositionKind;
  @Count(1, 5, 'The plan year at whose end that is.', optional) endOfYear?: number;
  @Counts(1, 5, 'The plan years in which it may happen.', optional) inYears?: number[];
  @Day('The planned last day.', optional) endsOn?: string;
  @Flag('True where the day is not settled.', optional) dayOpen?: boolean;
  @Text(1000, 'What the plan says about it.', optional) text?: string;
  @NestedList(() => StrandDispositionInput, 'Strands that are to end in another way.', optional) strands?: StrandDispositionInput[];
}

@InputType({ description: 'Schedules a review of an objective.' })
export class ScheduleReview
  extends command('objective', 'ScheduleReview')
  implements domain.Payload<domain.ObjectiveCommand, 'ScheduleReview'>
{
  @ObjectiveCode() objective: string;
  @Day('The day from which it is due.') reviewOn: string;
  @Text(1000, 'What is to be reviewed.', optional) subject?: string;
}

@InputType({ description: 'Records what a review came to.' })
export class RecordReviewOutcome
  extends command('objective', 'RecordReviewOutcome')
  implements domain.Payload<domain.ObjectiveCommand, 'RecordReviewOutcome'>
{
  @ObjectiveCode() objective: string;
  @Choice(ReviewOutcome, 'What it came to.') outcome: domain.ReviewOutcome;
  @Text(2000, 'Why; required unless the objective simply goes on.', optional) reason?: string;
}

@InputType({ description: 'Who takes over a strand, or the whole objective.' })
export class ReceiverInput implements domain.Receiver {
  @Line(200, 'The strand; absent where there are none.', optional) strand?: string;
  @Line(300, 'Who takes it over.') receiver: string;
}

@InputType({ description: 'Retires an objective to business as usual on `effectiveOn`, with a receiver for every strand (R04).' })
export class RetireObjective
  extends command('objective', 'RetireObjective')
  implements domain.Payload<domain.ObjectiveCommand, 'RetireObjective'>
{
  @ObjectiveCode() objective: string;
  @Text(2000, 'Why.') reason: string;
  @NestedList(() => ReceiverInput, 'Who takes it over, strand by strand.') receivers: ReceiverInput[];
  @Text(1000, 'How its work is watched from then on.', optional) monitoring?: string;
}

@InputType({ description: 'Concludes an objective on `effectiveOn`: its work is complete or handed over.' })
export class ConcludeObjective
  extends command('objective', 'ConcludeObjective')
  implements domain.Payload<domain.ObjectiveCommand, 'ConcludeObjective'>
{
  @ObjectiveCode() objective: string;
  @Text(2000, 'Why.') reason: string;
  @Line(300, 'Who takes over what is left.', optional) receiver?: string;
}

@Resolver()
export class EndingMutations {
  constructor(private readonly commands: CommandBus) {}

  private record(input: LedgerCommand & { objective: string }, request: Request) {
    return recordObjective(this.commands, input.objective, input, request);
  }

  @Mutation(() => ObjectiveResult)
  planDisposition(@Args('input') input: PlanDisposition, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  scheduleReview(@Args('input') input: ScheduleReview, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  recordReviewOutcome(@Args('input') input: RecordReviewOutcome, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  @Needs('approver')
  retireObjective(@Args('input') input: RetireObjective, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  @Needs('approver')
  concludeObjective(@Args('input') input: ConcludeObjective, @Asker() request: Request) {
    return this.record(input, request);
  }
}
