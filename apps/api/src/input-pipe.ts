import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { withoutNulls } from '#libs/ledger';
import { badInput, type Violation } from './graphql/api-error.js';

/** What the validation throws; it does not know which argument it looked at. */
class Unsound extends Error {
  constructor(readonly found: readonly ValidationError[]) {
    super('unsound');
  }
}

function* violationsOf({ property, constraints, children = [] }: ValidationError, parent: string): Iterable<Violation> {
  const path = parent === '' ? property : `${parent}.${property}`;
  for (const message of Object.values(constraints ?? {})) yield { path, message };
  for (const child of children) yield* violationsOf(child, path);
}

/** Makes real instances of inputs and refuses what is wrong with them, path by path. Null is the same as absent. */
@Injectable()
export class InputPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      exceptionFactory: (found) => new Unsound(found),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Parents and callers pass through here too.
    if (metadata.type === 'custom') return value;
    try {
      return (await super.transform(typeof value === 'object' && value !== null ? withoutNulls(value) : value, metadata)) as unknown;
    } catch (error) {
      if (!(error instanceof Unsound)) throw error;
      throw badInput(error.found.flatMap((one) => [...violationsOf(one, metadata.data ?? '')]));
    }
  }
}
