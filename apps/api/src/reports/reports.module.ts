import { Module } from '@nestjs/common';
import { ContextFields } from './context.fields.js';
import { DueAndLateField, DueAndLateFields } from './due-and-late.fields.js';
import { EditionChangesField, EditionChangesFields } from './edition-changes.fields.js';
import { EditionCommitmentsField, EditionCommitmentsFields } from './edition-commitments.fields.js';
import { FigureFields } from './figure.fields.js';
import { ForecastAccuracyField, ForecastAccuracyFields } from './forecast-accuracy.fields.js';
import { OversightFields } from './oversight.fields.js';
import { IssueMutations } from './issue.mutations.js';
import { IssuedReportFields, IssuedReportParts } from './issued-report.fields.js';
import { ProgressFields } from './progress.fields.js';
import { SourceTraceFields } from './source-trace.fields.js';
import { TallyFields } from './tally.fields.js';

@Module({
  providers: [
    ContextFields,
    DueAndLateField,
    DueAndLateFields,
    EditionChangesField,
    EditionChangesFields,
    EditionCommitmentsField,
    EditionCommitmentsFields,
    FigureFields,
    IssueMutations,
    IssuedReportFields,
    IssuedReportParts,
    ForecastAccuracyField,
    ForecastAccuracyFields,
    OversightFields,
    ProgressFields,
    SourceTraceFields,
    TallyFields,
  ],
})
export class ReportsModule {}
