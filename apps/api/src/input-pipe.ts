import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { LRUCache } from 'lru-cache';
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

const LONGEST_REMEMBERED = 500;

/** Makes real instances of inputs and refuses what is wrong with them, path by path. Null is the same as absent. */
@Injectable()
export class InputPipe extends ValidationPipe {
  /** Arguments of questions that were found sound before: the same ones come again and again. */
  private readonly sound = new LRUCache<string, object>({ max: 1_000 });
  private readonly names = new Map<unknown, number>();

  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      exceptionFactory: (found) => new Unsound(found),
    });
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Parents and callers pass through here too.
    if (metadata.type === 'custom') return value as Promise<unknown>;
    const isQuestion = metadata.data === undefined;
    const key = isQuestion ? this.keyOf(value, metadata) : '';
    const before = isQuestion ? this.sound.get(key) : undefined;
    return before === undefined ? this.judge(value, metadata, key) : (before as Promise<unknown>);
  }

  private keyOf(value: unknown, { metatype }: ArgumentMetadata): string {
    const name = this.names.get(metatype) ?? this.names.size;
    this.names.set(metatype, name);
    return `${name} ${JSON.stringify(value)}`;
  }

  private async judge(value: unknown, metadata: ArgumentMetadata, key: string): Promise<unknown> {
    try {
      const made = (await super.transform(typeof value === 'object' && value !== null ? withoutNulls(value) : value, metadata)) as unknown;
      if (key !== '' && key.length <= LONGEST_REMEMBERED && typeof made === 'object' && made !== null)
        this.sound.set(key, Object.freeze(made));
      return made;
    } catch (error) {
      if (!(error instanceof Unsound)) throw error;
      throw badInput(error.found.flatMap((one) => [...violationsOf(one, metadata.data ?? '')]));
    }
  }
}
