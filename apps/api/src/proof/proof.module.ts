import { Module } from '@nestjs/common';
import { ProofQueries } from './proof.queries.js';

@Module({ providers: [ProofQueries] })
export class ProofModule {}
