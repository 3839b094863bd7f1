import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { type Clock, type EventLog, systemClock } from '#libs/ledger';
import { AppModule } from './app.module.js';
import { Authenticator } from './auth/authenticator.js';
import { KeyStore } from './auth/key-store.js';
import type { Config } from './config.js';
import { Sockets, type Tempo, USUAL_TEMPO } from './graphql/sockets.js';
import { addHooks, httpAdapter, requestId } from './http.js';
import { type Ledger, openLedger } from './ledger.js';
import { makeLogger, NestLog } from './logging.js';
import { Checkpoints } from './proof/checkpoints.js';

export interface StartOptions {
  readonly clock?: Clock;
  /** A log that is open already; whoever opened it closes it. */
  readonly log?: EventLog;
  readonly logger?: Logger;
  /** How often open sockets are looked after. */
  readonly tempo?: Tempo;
}

export interface RunningApi {
  /** `http://127.0.0.1:3000`, with the port that was really taken. */
  readonly url: string;
  readonly ledger: Ledger;
  /** Stops accepting, finishes what is in flight, then closes the log. */
  close(): Promise<void>;
}

/** Starts the API and listens. Throws a `LogError` where the log cannot be had: by a second process on an embedded log, say. */
export async function startApi(
  config: Config,
  { clock = systemClock, log, logger = makeLogger(config.logLevel), tempo = USUAL_TEMPO }: StartOptions = {},
): Promise<RunningApi> {
  const ledger = await openLedger(config, clock, logger, log);
  const keys = new KeyStore(config.keys);
  const checkpoints = new Checkpoints({ folder: config.checkpoints, views: ledger.views, warn: (message) => logger.warn(message) });
  const closeAll = async (): Promise<void> => {
    checkpoints.close();
    keys.close();
    await ledger.close();
  };
  try {
    const adapter = httpAdapter(logger);
    const authenticator = new Authenticator(keys);
    addHooks(adapter.getInstance(), authenticator);
    const schema = (): GraphQLSchema => app.get(GraphQLSchemaHost).schema;
    const sockets = new Sockets({ schema, production: config.production, authenticator, requestId, logger, tempo });
    sockets.attach(adapter.getInstance());
    const app = await NestFactory.create<NestFastifyApplication>(
      AppModule.on({ ledger, checkpoints, clock, production: config.production }),
      adapter,
      {
        logger: new NestLog(logger),
        bodyParser: false,
        abortOnError: false,
      },
    );
    checkpoints.start();
    await app.listen(config.port, config.host);
    const url = await app.getUrl();
    logger.info({ url }, 'The API listens.');
    return { url, ledger, close: closing(app, closeAll, logger) };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function closing(app: NestFastifyApplication, closeAll: () => Promise<void>, logger: Logger): () => Promise<void> {
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    logger.info('The API stops.');
    await app.close();
    await closeAll();
    logger.info('The API has stopped.');
  };
  return () => (closed ??= close());
}
