import { Module } from '@nestjs/common';
import { DueAndLateField, DueAndLateFields } from './due-and-late.fields.js';
import { FigureFields } from './figure.fields.js';
import { ProgressFields } from './progress.fields.js';
import { TallyFields } from './tally.fields.js';

@Module({ providers: [DueAndLateField, DueAndLateFields, FigureFields, ProgressFields, TallyFields] })
export class ReportsModule {}
