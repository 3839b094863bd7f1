import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { printSchema } from 'graphql';
import { systemClock } from '#libs/ledger';
import { AppModule } from './app.module.js';
import type { Ledger } from './ledger.js';
import type { Checkpoints } from './proof/checkpoints.js';

/** The schema as SDL, made from the code alone: nothing is opened. */
export async function schemaText(): Promise<string> {
  const app = await NestFactory.create(
    AppModule.on({ ledger: {} as Ledger, checkpoints: {} as Checkpoints, clock: systemClock, production: false }),
    new FastifyAdapter(),
    {
      logger: ['error'],
      abortOnError: false,
    },
  );
  try {
    await app.init();
    return `${printSchema(app.get(GraphQLSchemaHost).schema)}\n`;
  } finally {
    await app.close();
  }
}
