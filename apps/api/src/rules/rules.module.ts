import { Module } from '@nestjs/common';
import { RuleSetOfPlan, RuleSetQueries } from './rule-set.resolvers.js';

@Module({ providers: [RuleSetOfPlan, RuleSetQueries] })
export class RulesModule {}
