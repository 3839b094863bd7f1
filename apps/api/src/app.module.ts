import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { GraphQLModule } from '@nestjs/graphql';
import type { MercuriusDriverConfig } from '@nestjs/mercurius';
import type { Clock } from '#libs/ledger';
import { RoleGuard } from './auth/needs.js';
import { graphqlOptions } from './graphql/driver.js';
import { UnloggedFilter } from './graphql/unlogged.filter.js';
import { HealthController } from './health.controller.js';
import { HistoryModule } from './history/history.module.js';
import { GRAPHQL_PATH } from './http.js';
import { InputPipe } from './input-pipe.js';
import { LedgerCommandHandler } from './ledger-command.handler.js';
import { COMMAND_DEADLINE_MS, type Ledger } from './ledger.js';
import { MeasureModule } from './measure/measure.module.js';
import { ObjectiveModule } from './objective/objective.module.js';
import { PlanModule } from './plan/plan.module.js';
import { PreviewModule } from './preview/preview.module.js';
import type { Checkpoints } from './proof/checkpoints.js';
import { ProofModule } from './proof/proof.module.js';
import { SignedHistoryGuard } from './proof/signed-history.guard.js';
import { RegisterModule } from './register/register.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { RulesModule } from './rules/rules.module.js';
import { CHECKPOINTS, CLOCK, LOG, VIEWS } from './tokens.js';

/** What the API stands on; opened before it and closed after it. */
export interface Foundations {
  readonly ledger: Pick<Ledger, 'log' | 'recorder' | 'views'>;
  readonly checkpoints: Checkpoints;
  readonly clock: Clock;
  readonly production: boolean;
}

const PARTS = [PlanModule, ObjectiveModule, MeasureModule, RegisterModule, ReportsModule, RulesModule, HistoryModule, ProofModule];

@Global()
@Module({})
export class AppModule {
  static on({ ledger: { log, recorder, views }, checkpoints, clock, production }: Foundations): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CqrsModule.forRoot(),
        GraphQLModule.forRoot<MercuriusDriverConfig>(graphqlOptions(GRAPHQL_PATH, production)),
        ...PARTS,
        PreviewModule.of(PARTS),
      ],
      controllers: [HealthController],
      providers: [
        { provide: CLOCK, useValue: clock },
        { provide: LOG, useValue: log },
        { provide: VIEWS, useValue: views },
        { provide: CHECKPOINTS, useValue: checkpoints },
        { provide: LedgerCommandHandler, useFactory: () => new LedgerCommandHandler(recorder, views, clock, COMMAND_DEADLINE_MS) },
        { provide: APP_FILTER, useClass: UnloggedFilter },
        { provide: APP_GUARD, useClass: RoleGuard },
        { provide: APP_GUARD, useClass: SignedHistoryGuard },
        { provide: APP_PIPE, useClass: InputPipe },
      ],
      exports: [CHECKPOINTS, CLOCK, LOG, VIEWS],
    };
  }
}
