import { Module } from '@nestjs/common';
import { EndingMutations } from './ending.mutations.js';
import { LinkMutations } from './link.mutations.js';
import { MilestoneMutations } from './milestone.mutations.js';
import { ObjectiveMutations } from './objective.mutations.js';
import { StrandMutations } from './strand.mutations.js';

@Module({ providers: [EndingMutations, LinkMutations, MilestoneMutations, ObjectiveMutations, StrandMutations] })
export class ObjectiveModule {}
