import type { AnyProjection, Slice } from '#libs/domain';
import { whenOf, type Entry } from '#libs/ledger';
import { ProjectionError } from './projection-error.js';
import type { Told } from './rows.js';

/** An entry as the rows see it, with its number, and the slice and plan of its stream. */
export type Teller = (number: number, entry: Entry, slice: string, plan: string) => Told;

/** Finds what each entry feeds. Throws a `ProjectionError` for a stream of no slice. */
export function teller(catalog: readonly Slice[]): Teller {
  const slices = new Map(catalog.map((slice) => [slice.name, { slice, fed: fedBy(slice) }]));
  return (number, entry, name, plan) => {
    const known = slices.get(name);
    if (known === undefined) throw new ProjectionError('NOT_OURS', `No slice is called ${name}.`);
    return { number, plan, event: entry, when: whenOf(known.slice, entry), projections: known.fed.get(entry.type) ?? NONE };
  };
}

/** What takes back feeds no row itself. */
const NONE: readonly AnyProjection[] = [];

const fedBy = ({ events, projections }: Slice): ReadonlyMap<string, readonly AnyProjection[]> =>
  new Map(Object.keys(events).map((type) => [type, projections.filter(({ on }) => type in on)]));
