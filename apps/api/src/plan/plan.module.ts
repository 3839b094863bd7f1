import { Module } from '@nestjs/common';
import { PlanMutations } from './plan.mutations.js';
import { PlanParts } from './plan.parts.js';
import { PlanQueries } from './plan.queries.js';

@Module({ providers: [PlanMutations, PlanParts, PlanQueries] })
export class PlanModule {}
