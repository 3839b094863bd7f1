import { catalog } from '#libs/domain';
import { RETRACTION } from '#libs/ledger';

/** One type of event of one slice, with the version that is written today. */
interface EventType {
  readonly slice: string;
  readonly type: string;
  readonly version: number;
}

/** Every type of event that this program reads. */
export function eventSchema(): readonly EventType[] {
  return catalog.flatMap(({ name: slice, events }) =>
    Object.entries({ ...events, [RETRACTION]: [] }).map(([type, steps]) => ({ slice, type, version: steps.length + 1 })),
  );
}
