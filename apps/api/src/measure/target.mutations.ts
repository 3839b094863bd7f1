import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Choice, Count, Day, DecimalNumber, Flag, Line, MeasureCode, NestedList, optional, Text } from '../fields.js';
import { command, type Request } from '../ledger-command.js';
import { Comparator, Standing, Statistic, ValueScope } from './measure.enums.js';
import { MeasureResult, recordMeasure } from './measure.result.js';

const Period = (of: string) => Line(40, `${of}: \`2025/26\`, \`2025/26 Q2\`, \`2025-09\`, \`2025-09-30\` or \`2030\`.`, optional);
const TargetNumber = () => Count(1, 999, 'Its number within the measure.');
const Numerator = () => DecimalNumber('What a percentage counts.', optional);
const Base = () => DecimalNumber('What a percentage is a part of.', optional);
const Wording = () => Line(500, 'How the source words it.', optional);

const Value = () => DecimalNumber('The value, in the unit of the measure.', optional);
const ComparedBy = () => Choice(Comparator, 'How the measured value must compare with it; required with a value.', optional);
const ByDate = () => Day('The day by which it is to be reached.', optional);
const Stands = () => Choice(Standing, 'When it is to be kept, where it is not reached once.', optional);
const Whose = () => Choice(ValueScope, 'Whose value it is; required where the same day has another value (R21).', optional);
const KindOfNumber = () => Choice(Statistic, 'What kind of number it is; that of the measure if absent.', optional);
const Soft = () => Flag('True where it is worded as a direction of travel.', optional);

@InputType({ description: 'Says where a measure started from. It may be named without a value or a day.' })
export class SetBaseline extends command('measure', 'SetBaseline') implements domain.Payload<domain.MeasureCommand, 'SetBaseline'> {
  @MeasureCode() measure: string;
  @Value() value?: string;
  @Numerator() numerator?: string;
  @Base() base?: string;
  @Period('The period it is for') period?: string;
  @Day('The day it is of.', optional) asOf?: string;
  @Wording() text?: string;
  @Text(2000, 'Why; required where there is a baseline with a value.', optional) reason?: string;
}

@InputType({
  description: 'Sets a target: by a day, in a period, standing, or with no time at all, and then it is listed as needing one (R29).',
})
export class SetTarget extends command('measure', 'SetTarget') implements domain.Payload<domain.MeasureCommand, 'SetTarget'> {
  @MeasureCode() measure: string;
  @TargetNumber() target: number;
  @Value() value?: string;
  @ComparedBy() comparator?: domain.Comparator;
  @ByDate() byDate?: string;
  @Period('The period in which it is to be reached') period?: string;
  @Stands() standing?: domain.Standing;
  @Whose() scope?: domain.ValueScope;
  @KindOfNumber() statistic?: domain.Statistic;
  @Soft() soft?: boolean;
  @Wording() text?: string;
}

@InputType({
  description:
    'Changes a target that is still open. What is said of its time replaces all that was; other fields left out stay as they are.',
})
export class ChangeTarget extends command('measure', 'ChangeTarget') implements domain.Payload<domain.MeasureCommand, 'ChangeTarget'> {
  @MeasureCode() measure: string;
  @TargetNumber() target: number;
  @Value() value?: string;
  @ComparedBy() comparator?: domain.Comparator;
  @ByDate() byDate?: string;
  @Period('The period in which it is to be reached') period?: string;
  @Stands() standing?: domain.Standing;
  @Whose() scope?: domain.ValueScope;
  @KindOfNumber() statistic?: domain.Statistic;
  @Soft() soft?: boolean;
  @Wording() text?: string;
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'A value that is expected on the way to a target.' })
export class TrajectoryPointInput implements domain.TrajectoryPoint {
  @Line(40, 'The period it is expected for, such as `2025/26 Q2`.') period: string;
  @DecimalNumber('The value, in the unit of the measure.') value: string;
}

@InputType({ description: 'Sets the values expected on the way to a target; the last is that of the target.' })
export class SetTrajectory extends command('measure', 'SetTrajectory') implements domain.Payload<domain.MeasureCommand, 'SetTrajectory'> {
  @MeasureCode() measure: string;
  @NestedList(() => TrajectoryPointInput, 'The points, oldest first.') points: TrajectoryPointInput[];
  @Count(1, 999, 'The number of the target that it leads to; the one due in its last period if absent.', optional) target?: number;
  @Flag('True where the source does not print the years.', optional) inferred?: boolean;
}

@InputType({ description: 'Adds an outside value for comparison; never a target.' })
export class AddBenchmark extends command('measure', 'AddBenchmark') implements domain.Payload<domain.MeasureCommand, 'AddBenchmark'> {
  @MeasureCode() measure: string;
  @Line(200, 'What it is the value of; with its period, its identity within the measure.') name: string;
  @DecimalNumber('The value.') value: string;
  @Choice(ValueScope, 'Whose value it is.') scope: domain.ValueScope;
  @Period('The period it is for') period?: string;
  @KindOfNumber() statistic?: domain.Statistic;
  @Line(100, 'Its unit; that of the measure if absent.', optional) unit?: string;
  @Wording() text?: string;
}

@Resolver()
export class TargetMutations {
  constructor(private readonly commands: CommandBus) {}

  @Mutation(() => MeasureResult)
  setBaseline(@Args('input') input: SetBaseline, @Asker() request: Request) {
    return recordMeasure(this.commands, input, request);
  }

  @Mutation(() => MeasureResult)
  setTarget(@Args('input') input: SetTarget, @Asker() request: Request) {
    return recordMeasure(this.commands, input, request);
  }

  @Mutation(() => MeasureResult)
  changeTarget(@Args('input') input: ChangeTarget, @Asker() request: Request) {
    return recordMeasure(this.commands, input, request);
  }

  @Mutation(() => MeasureResult)
  setTrajectory(@Args('input') input: SetTrajectory, @Asker() request: Request) {
    return recordMeasure(this.commands, input, request);
  }

  @Mutation(() => MeasureResult)
  addBenchmark(@Args('input') input: AddBenchmark, @Asker() request: Request) {
    return recordMeasure(this.commands, input, request);
  }
}
