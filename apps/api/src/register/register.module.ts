import { Module } from '@nestjs/common';
import { DiscrepancyMutations } from './discrepancy.mutations.js';
import { EntryMutations } from './entry.mutations.js';
import { RegisterEntryParts, RegisterParts } from './register.parts.js';
import { SearchParts } from './search.parts.js';

@Module({ providers: [DiscrepancyMutations, EntryMutations, RegisterEntryParts, RegisterParts, SearchParts] })
export class RegisterModule {}
