import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { DecimalNumber, Flag, Line, MeasureCode, optional, Text } from '../fields.js';
import { command, type Request } from '../ledger-command.js';
import { MeasureResult, recordMeasure } from './measure.result.js';

const Period = () => Line(40, 'The period it is for: `2025/26`, `2025/26 Q2`, `2025-09`, `2025-09-30` or `2030`.');
const Value = () => DecimalNumber('The value, in the unit of the measure.');
const Numerator = () => DecimalNumber('What a percentage counts; the value must be what it makes of the base.', optional);
const Base = () => DecimalNumber('What a percentage is a part of.', optional);

@InputType({
  description:
    'Records what a source says of a measure in a period. `effectiveOn` is today if absent, or the last day of a period that is not over.',
})
export class RecordObservation
  extends command('measure', 'RecordObservation')
  implements domain.Payload<domain.MeasureCommand, 'RecordObservation'>
{
  @MeasureCode() measure: string;
  @Period() period: string;
  @Value() value: string;
  @Numerator() numerator?: string;
  @Base() base?: string;
  @Line(200, 'The source of the data.') reportedBy: string;
  @Flag('True where it is expected to change.', optional) provisional?: boolean;
}

@InputType({ description: 'Corrects what a source says of a measure in a period. The old value is kept.' })
export class CorrectObservation
  extends command('measure', 'CorrectObservation')
  implements domain.Payload<domain.MeasureCommand, 'CorrectObservation'>
{
  @MeasureCode() measure: string;
  @Period() period: string;
  @Value() value: string;
  @Numerator() numerator?: string;
  @Base() base?: string;
  @Line(200, 'The source of the data; required where several report on the period.', optional) reportedBy?: string;
  @Flag('True where it is expected to change; as it was if absent.', optional) provisional?: boolean;
  @Text(2000, 'Why.') reason: string;
}

@Resolver()
export class ObservationMutations {
  constructor(private readonly commands: CommandBus) {}

  @Mutation(() => MeasureResult)
  recordObservation(@Args('input') input: RecordObservation, @Asker() request: Request) {
    return recordMeasure(this.commands, input, request);
  }

  @Mutation(() => MeasureResult)
  correctObservation(@Args('input') input: CorrectObservation, @Asker() request: Request) {
    return recordMeasure(this.commands, input, request);
  }
}
