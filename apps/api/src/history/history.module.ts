import { Module } from '@nestjs/common';
import { AuditFields } from './audit.fields.js';
import { DiffQueries } from './diff.queries.js';
import { FollowSubscription } from './follow.subscription.js';
import { historyFields } from './history.fields.js';
import { HistoryQueries } from './history.queries.js';
import { RetractEntryMutation } from './retract-entry.mutation.js';

@Module({ providers: [AuditFields, ...historyFields, DiffQueries, FollowSubscription, HistoryQueries, RetractEntryMutation] })
export class HistoryModule {}
