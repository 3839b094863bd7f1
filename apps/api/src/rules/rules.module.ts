import { Module } from '@nestjs/common';
import { FindingsOfPlan, RuleQueries } from './findings.resolvers.js';
import { RuleSetOfPlan, RuleSetQueries } from './rule-set.resolvers.js';

@Module({ providers: [FindingsOfPlan, RuleQueries, RuleSetOfPlan, RuleSetQueries] })
export class RulesModule {}
