import type { Slice } from '#libs/domain';
import { RETRACTION, whenOf, type Entry } from '#libs/ledger';
import { ProjectionError } from './projection-error.js';
import type { Told } from './rows.js';

/** An entry as the rows see it, with its number, and the slice and plan of its stream. */
export type Teller = (number: number, entry: Entry, slice: string, plan: string) => Told;

/** Finds what each entry feeds. Throws a `ProjectionError` for a stream of no slice. */
export function teller(catalog: readonly Slice[]): Teller {
  const slices = new Map(catalog.map((slice) => [slice.name, slice]));
  return (number, entry, name, plan) => {
    const slice = slices.get(name);
    if (slice === undefined) throw new ProjectionError('NOT_OURS', `No slice is called ${name}.`);
    // What takes back feeds no row itself.
    const projections = entry.type === RETRACTION ? [] : slice.projections;
    return { number, plan, event: entry, when: whenOf(slice, entry), projections };
  };
}
