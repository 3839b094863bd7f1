import { Module } from '@nestjs/common';
import { FigureFields } from './figure.fields.js';
import { TallyFields } from './tally.fields.js';

@Module({ providers: [FigureFields, TallyFields] })
export class ReportsModule {}
