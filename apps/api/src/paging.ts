import { createHash } from 'node:crypto';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { optional, Count, Line } from './fields.js';
import { badInput } from './graphql/api-error.js';
import { LIMITS } from './graphql/limits.js';

@ArgsType()
export class PageArgs {
  @Count(1, LIMITS.pageSize, 'How many at most, 1 to 100.') first: number;
  @Line(512, 'The cursor after which to go on: `endCursor` of the page before.', optional) after?: string;
}

@ObjectType({ description: 'Where a page stands among the others.' })
export class PageInfo {
  @Field({ description: 'True where more follows.' }) hasNextPage: boolean;
  @Field({ description: 'True where something precedes: the page was asked for with `after`.' }) hasPreviousPage: boolean;
  @Field(() => String, { nullable: true, description: 'The cursor of the first item.' }) startCursor: string | null;
  @Field(() => String, { nullable: true, description: 'The cursor of the last item: send it as `after` for the next page.' }) endCursor:
    string | null;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface Page<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
}

/** Declares the Relay connection of a node type: `MilestoneConnection` with `MilestoneEdge`. */
export function Connection<T extends object>(name: string, node: () => Type<T>) {
  @ObjectType(`${name}Edge`, { description: 'An item of a page with its cursor.' })
  class EdgeOf {
    @Field({ description: 'The place of the item, for `after`.' }) cursor: string;
    @Field(node, { description: 'The item.' }) node: T;
  }
  @ObjectType({ isAbstract: true })
  class ConnectionOf {
    @Field(() => [EdgeOf], { description: 'The items with their cursors.' }) edges: readonly EdgeOf[];
    @Field(() => [node()], { description: 'The items alone.' }) nodes: readonly T[];
    @Field(() => PageInfo, { description: 'Where the page stands.' }) pageInfo: PageInfo;
  }
  return ConnectionOf;
}

export const pageOf = <T>(
  items: readonly T[],
  cursorOf: (item: T, index: number) => string,
  hasNextPage: boolean,
  hasPreviousPage: boolean,
): Page<T> => {
  const edges = items.map((node, index) => ({ node, cursor: cursorOf(node, index) }));
  const pageInfo = { hasNextPage, hasPreviousPage, startCursor: edges.at(0)?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null };
  return { edges, nodes: items, pageInfo };
};

/** What a cursor remembers, so that pages never shift. */
export interface Place {
  /** The head of the ledger, or the entry looked at, when the first page was asked for. */
  readonly entry: number;
  /** The day looked at; empty in lists that know no day. */
  readonly on: string;
  /** What was listed: the same question in the same words. */
  readonly filter: string;
  /** The item itself. */
  readonly at: number;
}

/** A short digest of what is listed: its name and its filter. */
export const filterHash = (list: string, filter: object): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        list,
        Object.entries(filter)
          .filter(([, value]) => value !== undefined)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ]),
    )
    .digest('base64url')
    .slice(0, 12);

export const writeCursor = ({ entry, on, filter, at }: Place): string =>
  Buffer.from(JSON.stringify([entry, on, filter, at])).toString('base64url');

function parse(cursor: string): Place | undefined {
  try {
    const [entry, on, filter, at] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown, unknown, unknown];
    if (!Number.isSafeInteger(entry) || typeof on !== 'string' || typeof filter !== 'string' || !Number.isSafeInteger(at)) return undefined;
    const place = { entry: entry as number, on, filter, at: at as number };
    return writeCursor(place) === cursor ? place : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a cursor of a list. Throws an `ApiError` for one that was not given out for this very list. */
export function readCursor(cursor: string, filter: string): Place {
  const place = parse(cursor);
  if (place === undefined) throw badInput([{ path: 'after', message: 'is no cursor of this API' }]);
  if (place.filter !== filter) throw badInput([{ path: 'after', message: 'is a cursor of another list, or of one with another filter' }]);
  return place;
}

/** Reads a cursor of a list under `plan`, which must have been given out at the same point. */
export function readCursorAt(cursor: string, filter: string, point: { readonly entry: number; readonly on: string }): Place {
  const place = readCursor(cursor, filter);
  if (place.entry !== point.entry || place.on !== point.on) {
    const pin = `plan(asOf: {entry: ${place.entry}}, on: "${place.on}")`;
    throw badInput([{ path: 'after', message: `is a cursor of another point: go on with ${pin}` }]);
  }
  return place;
}

/** A page of things that stand in one order at a point, from a cursor of the same list there. */
export function pageOfList<T, S>(
  things: readonly T[],
  { first, after }: PageArgs,
  filter: string,
  point: { readonly entry: number; readonly on: string },
  show: (thing: T) => S,
): Page<S> {
  const place = after === undefined ? undefined : readCursorAt(after, filter, point);
  const from = place === undefined ? 0 : place.at + 1;
  const items = things.slice(from, from + first).map(show);
  const cursorOf = (_: S, index: number): string => writeCursor({ entry: point.entry, on: point.on, filter, at: from + index });
  return pageOf(items, cursorOf, from + items.length < things.length, place !== undefined);
}

/** A page of things in the order of their entries at a point, from a cursor of the same list there. `read` gives those after an entry. */
export function pageByEntry<T>(
  { first, after }: PageArgs,
  filter: string,
  point: { readonly entry: number; readonly on: string },
  read: (after: number, first: number) => { readonly items: readonly T[]; readonly hasMore: boolean },
  numberOf: (item: T) => number,
): Page<T> {
  const place = after === undefined ? undefined : readCursorAt(after, filter, point);
  const { items, hasMore } = read(place?.at ?? -1, first);
  const cursorOf = (item: T): string => writeCursor({ entry: point.entry, on: point.on, filter, at: numberOf(item) });
  return pageOf(items, cursorOf, hasMore, place !== undefined);
}
