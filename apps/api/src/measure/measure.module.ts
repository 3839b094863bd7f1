import { Module } from '@nestjs/common';
import { DefinitionMutations } from './definition.mutations.js';
import { MeasureParts, MeasuresOfObjective, ObservationsOfMeasure } from './measure.parts.js';
import { ObservationMutations } from './observation.mutations.js';
import { TargetMutations } from './target.mutations.js';

@Module({
  providers: [DefinitionMutations, MeasureParts, MeasuresOfObjective, ObservationMutations, ObservationsOfMeasure, TargetMutations],
})
export class MeasureModule {}
