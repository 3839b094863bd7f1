import type { Day } from '../calendar.js';
import { once } from '../once.js';
import { compareCodes } from '../order.js';
import { namesOf } from '../registered.js';
import type { Registered } from '../registered.js';
import { titleOn } from '../titles.js';
import { solid } from '../wording.js';
import type { MilestoneRow } from './milestone.projection.js';
import type { ObjectiveEnd, ObjectiveRow } from './objective.projection.js';

/** An objective that goes on in another, or in a programme. */
export interface Predecessor {
  /** Null where no code of it is known. */
  readonly code: string | null;
  /** Its last title, or the working title that it is known by. */
  readonly title: string;
  readonly how: Exclude<ObjectiveEnd['kind'], 'RETIRED_TO_BAU' | 'CONCLUDED'>;
  /** The edition that had it; undefined where that is not known. */
  readonly edition?: number;
  readonly on: Day;
}

/** The other ends of what objectives and milestones recorded of themselves. */
export interface Lineage {
  predecessorsOf(objective: string): readonly Predecessor[];
  mergedInto(programme: Registered): readonly Predecessor[];
  /** Codes of the milestones that one supersedes. */
  supersededBy(milestone: string): readonly string[];
}

/** Joins what the objectives and milestones of a plan say of where they go on, each kind read when it is first asked for. */
export function lineageOf(objectives: () => readonly ObjectiveRow[], milestones: () => readonly MilestoneRow[], on: Day): Lineage {
  const known = once(() => new Map(objectives().map((row) => [row.code, row])));
  const ended = once(() => objectives().flatMap(endsOf));
  const byCode = once(() => Map.groupBy(ended(), ({ into }) => into));
  const byName = once(() => Map.groupBy(ended(), ({ into }) => solid(into)));
  const superseded = once(() =>
    Map.groupBy(
      milestones().flatMap(({ code, successions = [] }) =>
        successions.filter(({ how, on: since }) => how === 'SUPERSEDED' && since <= on).map(({ into: [into] }) => ({ into, code })),
      ),
      ({ into }) => into,
    ),
  );
  return {
    predecessorsOf: (code) => [
      ...(known().get(code)?.unknownPredecessors ?? []).map(unknown),
      ...(byCode().get(code) ?? []).map(({ predecessor }) => predecessor),
    ],
    mergedInto: (programme) => {
      const names = new Set([programme.code, ...namesOf(programme)].map(solid));
      return [...names].flatMap((name) => byName().get(name) ?? []).map(({ predecessor }) => predecessor);
    },
    supersededBy: (code) => (superseded().get(code) ?? []).map((one) => one.code).sort(compareCodes),
  };
}

interface Ended {
  readonly into: string;
  readonly predecessor: Predecessor;
}

/** Only an objective that was merged, split or replaced says what it goes on in. */
function endsOf({ code, titles, edition, end }: ObjectiveRow): readonly Ended[] {
  if (end?.into === undefined) return [];
  const predecessor = { code, title: titleOn(titles, end.on), how: end.kind as Predecessor['how'], edition, on: end.on };
  return end.into.map((into) => ({ into, predecessor }));
}

const unknown = ({ workingTitle, edition, on }: NonNullable<ObjectiveRow['unknownPredecessors']>[number]): Predecessor => ({
  code: null,
  title: workingTitle,
  how: 'MERGED',
  ...(edition !== undefined && { edition }),
  on,
});
