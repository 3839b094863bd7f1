import { Module } from '@nestjs/common';
import { AccountMutations } from './account.mutations.js';
import { BaselineFields } from './baselines.fields.js';
import { DependencyMutations } from './dependency.mutations.js';
import { dependentsFields } from './dependents.fields.js';
import { EndingMutations } from './ending.mutations.js';
import { FundingMutations } from './funding.mutations.js';
import { MilestoneLineage, ObjectiveLineage, ProgrammeLineage } from './lineage.fields.js';
import { LineageMutations } from './lineage.mutations.js';
import { LinkMutations } from './link.mutations.js';
import { MilestoneMutations } from './milestone.mutations.js';
import { ObjectiveMutations } from './objective.mutations.js';
import { RiskMutations } from './risk.mutations.js';
import { StrandMutations } from './strand.mutations.js';
import { SuccessionMutations } from './succession.mutations.js';

@Module({
  providers: [
    AccountMutations,
    BaselineFields,
    DependencyMutations,
    EndingMutations,
    FundingMutations,
    LineageMutations,
    LinkMutations,
    MilestoneLineage,
    MilestoneMutations,
    ObjectiveLineage,
    ObjectiveMutations,
    ProgrammeLineage,
    RiskMutations,
    StrandMutations,
    SuccessionMutations,
    ...dependentsFields,
  ],
})
export class ObjectiveModule {}
