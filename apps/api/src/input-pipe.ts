import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { validateSync, type ValidationError } from 'class-validator';
import { LRUCache } from 'lru-cache';
import { withoutNulls } from '#libs/ledger';
import { badInput, type Violation } from './graphql/api-error.js';
import { type InputClass, instanceOf, isSound } from './input-rules.js';

function* violationsOf({ property, constraints, children = [] }: ValidationError, parent: string): Iterable<Violation> {
  const path = parent === '' ? property : `${parent}.${property}`;
  for (const message of Object.values(constraints ?? {})) yield { path, message };
  for (const child of children) yield* violationsOf(child, path);
}

const STRICT = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };
const LONGEST_REMEMBERED = 500;
const PRIMITIVE: ReadonlySet<unknown> = new Set([undefined, String, Boolean, Number, Array, Object]);

/**
 * Makes real instances of inputs and refuses what is wrong with them, path by path. Null is the same as absent. What
 * Nest's own pipe does beyond this is of no use here and takes longer than the rest of a command's way in.
 */
@Injectable()
export class InputPipe implements PipeTransform {
  /** Arguments of questions that were found sound before: the same ones come again and again. */
  private readonly sound = new LRUCache<string, object>({ max: 1_000 });
  private readonly names = new Map<unknown, number>();

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    // Parents and callers pass through here too.
    if (metadata.type === 'custom' || PRIMITIVE.has(metadata.metatype)) return value;
    const isQuestion = metadata.data === undefined;
    const key = isQuestion ? this.keyOf(value, metadata) : '';
    const before = isQuestion ? this.sound.get(key) : undefined;
    return before ?? this.judge(value, metadata, key);
  }

  private keyOf(value: unknown, { metatype }: ArgumentMetadata): string {
    const name = this.names.get(metatype) ?? this.names.size;
    this.names.set(metatype, name);
    return `${name} ${JSON.stringify(value)}`;
  }

  private judge(value: unknown, { metatype, data }: ArgumentMetadata, key: string): object {
    const made = instanceOf(metatype as InputClass, withoutNulls(value ?? {}));
    const found = isSound(made) ? [] : validateSync(made, STRICT);
    if (found.length > 0) throw badInput(found.flatMap((one) => [...violationsOf(one, data ?? '')]));
    if (key !== '' && key.length <= LONGEST_REMEMBERED) this.sound.set(key, Object.freeze(made));
    return made;
  }
}
