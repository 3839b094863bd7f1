import { Module } from '@nestjs/common';
import { historyFields } from './history.fields.js';
import { HistoryQueries } from './history.queries.js';
import { RetractEntryMutation } from './retract-entry.mutation.js';

@Module({ providers: [...historyFields, HistoryQueries, RetractEntryMutation] })
export class HistoryModule {}
