import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Choice, Count, Counts, Flag, Line, MeasureCode, ObjectiveCode, optional, Text } from '../fields.js';
import { command, type Request } from '../ledger-command.js';
import { Cadence, Direction, MeasureKind, MeasureScope, Statistic } from './measure.enums.js';
import { MeasureResult, recordMeasure } from './measure.result.js';

const MOST_LINES = 10_000_000;
const Strand = () => Line(200, 'The strand of the objective that it belongs to.', optional);
const Reason = () => Text(2000, 'Why.');

@InputType({ description: 'Defines a measure of an objective; its code is its identity for ever.' })
export class DefineMeasure extends command('measure', 'DefineMeasure') implements domain.Payload<domain.MeasureCommand, 'DefineMeasure'> {
  @ObjectiveCode() objective: string;
  @MeasureCode('Its code: that of the objective, a hyphen, a letter and digits.') measure: string;
  @Line(500, 'What is measured.') title: string;
  @Choice(MeasureKind, 'How it shows success.') kind: domain.MeasureKind;
  @Line(100, 'The unit of its values; a percentage begins with `%`.', optional) unit?: string;
  @Choice(Direction, 'Which way is better.', optional) direction?: domain.Direction;
  @Flag('True where the source does not print the direction.', optional) directionInferred?: boolean;
  @Choice(Statistic, 'What kind of number its values are.', optional) statistic?: domain.Statistic;
  @Choice(MeasureScope, 'Whose aim it is; the objective’s own if absent.', optional) scope?: domain.MeasureScope;
  @Line(300, 'Whom or what it counts.', optional) population?: string;
  @Choice(Cadence, 'How often there is something new to say of it.', optional) cadence?: domain.Cadence;
  @Strand() strand?: string;
  @Flag('True where the text of its objective has it.', optional) inBody?: boolean;
  @Flag('True where figure 15 has it.', optional) inFigure15?: boolean;
  @Line(200, 'What part of the source it is from.', optional) origin?: string;
  @Counts(1, MOST_LINES, 'Other 1-based lines of the source that speak of it.', optional) relatedLines?: number[];
  @Count(1, 1000, 'The edition; the one current on the day if absent.', optional) edition?: number;
}

@InputType({ description: 'Records that a deliverable was delivered; `effectiveOn` is the day.' })
export class RecordDelivery
  extends command('measure', 'RecordDelivery')
  implements domain.Payload<domain.MeasureCommand, 'RecordDelivery'>
{
  @MeasureCode() measure: string;
  @Text(2000, 'What shows that it was delivered.') evidence: string;
  @Line(40, 'The period it is for, where it is delivered again and again.', optional) period?: string;
}

@InputType({ description: 'Reassigns a measure to its rightful objective. Its code stays.' })
export class MoveMeasure extends command('measure', 'MoveMeasure') implements domain.Payload<domain.MeasureCommand, 'MoveMeasure'> {
  @MeasureCode() measure: string;
  @ObjectiveCode('The code of the objective that it belongs to.') to: string;
  @Strand() strand?: string;
  @Text(2000, 'Why.', optional) reason?: string;
}

@InputType({ description: 'Links a measure to the one that it repeats.' })
export class LinkDuplicateMeasure
  extends command('measure', 'LinkDuplicateMeasure')
  implements domain.Payload<domain.MeasureCommand, 'LinkDuplicateMeasure'>
{
  @MeasureCode() measure: string;
  @MeasureCode('The code of the measure that it repeats.') duplicateOf: string;
}

@InputType({ description: 'Withdraws a measure that is no longer used.' })
export class WithdrawMeasure
  extends command('measure', 'WithdrawMeasure')
  implements domain.Payload<domain.MeasureCommand, 'WithdrawMeasure'>
{
  @MeasureCode() measure: string;
  @Reason() reason: string;
}

@Resolver()
export class DefinitionMutations {
  constructor(private readonly commands: CommandBus) {}

  @Mutation(() => MeasureResult)
  defineMeasure(@Args('input') input: DefineMeasure, @Asker() request: Request) {
    return recordMeasure(this.commands, input, request);
  }

  @Mutation(() => MeasureResult)
  recordDelivery(@Args('input') input: RecordDelivery, @Asker() request: Request) {
    return recordMeasure(this.commands, input, request);
  }

  @Mutation(() => MeasureResult)
  moveMeasure(@Args('input') input: MoveMeasure, @Asker() request: Request) {
    return recordMeasure(this.commands, input, request);
  }

  @Mutation(() => MeasureResult)
  linkDuplicateMeasure(@Args('input') input: LinkDuplicateMeasure, @Asker() request: Request) {
    return recordMeasure(this.commands, input, request);
  }

  @Mutation(() => MeasureResult)
  withdrawMeasure(@Args('input') input: WithdrawMeasure, @Asker() request: Request) {
    return recordMeasure(this.commands, input, request);
  }
}
