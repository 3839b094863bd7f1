import type { MeasureRow, TargetRow } from './measure/measure.projection.js';
import type { DependencyKind } from './objective/dependency.events.js';
import type { EdgeEnd, FindEnd } from './objective/dependency.state.js';
import { approvedEnd, terminalOf } from './objective/milestone.status.js';
import type { Terminal } from './objective/milestone.status.js';
import type { MilestoneRow } from './objective/milestone.projection.js';
import type { ObjectiveRow } from './objective/objective.projection.js';
import type { Ground, RegisterEntry, RowSource } from './plan-view.js';
import { programmeNamed } from './registered.js';

/** Where the ends of dependencies are looked for. */
export interface EdgeGround extends Ground {
  readonly registerEntries: () => readonly RegisterEntry[];
}

type Look = (ground: EdgeGround, ref: string) => EdgeEnd | null;

/** What the plan keeps can be found, or found missing; anything else it only knows by name. */
const looks: { readonly [K in DependencyKind]?: Look } = {
  OBJECTIVE: ({ source, counts }, ref) => {
    const row = rowOf<ObjectiveRow>(source, 'objective', ref);
    return row !== undefined && counts(row.edition) ? {} : null;
  },

  MILESTONE: (ground, ref) =>
    goneOnIn(ground, ref)
      .map((row) => endOfMilestone(row, ground))
      .reduce(lastOf, null),

  MEASURE: ({ source }, ref) => {
    const row = rowOf<MeasureRow>(source, 'measure', ref);
    return row === undefined ? null : endOfMeasure(row);
  },

  PROGRAMME: ({ registerEntries }, ref) => {
    const entry = programmeNamed(registerEntries(), ref);
    if (entry === undefined) return null;
    return entry.inForce ? {} : { gone: { on: entry.endedOn ?? '', how: 'ended' }, closed: true };
  },
};

/** Finds ends on some ground, each once. */
export function endsOn(ground: EdgeGround): FindEnd {
  const found = new Map<string, EdgeEnd | null>();
  return (kind, ref) => {
    const look = looks[kind];
    if (look === undefined) return undefined;
    const name = `${kind} ${ref}`;
    const end = found.has(name) ? (found.get(name) ?? null) : look(ground, ref);
    found.set(name, end);
    return end;
  };
}

const rowOf = <R extends object>(source: RowSource, kind: string, key: string): R | undefined =>
  source.one(kind, key)?.row as R | undefined;

/** The milestones in which one goes on at the point: itself, while nothing shows that it went on; none where it is not there. */
export function goneOnIn(ground: EdgeGround, code: string, passed: ReadonlySet<string> = new Set()): readonly MilestoneRow[] {
  const row = rowOf<MilestoneRow>(ground.source, 'milestone', code);
  if (row === undefined || passed.has(code)) return [];
  const terminal = terminalIn(ground, row);
  if (terminal?.goesOn === undefined) return [row];
  const rows = terminal.goesOn.into.flatMap((next) => goneOnIn(ground, next, new Set([...passed, code])));
  return rows.length === 0 ? [row] : rows;
}

function terminalIn({ source, editions, edition: asked, on }: EdgeGround, row: MilestoneRow): Terminal | undefined {
  const { end, formerEnds } = rowOf<ObjectiveRow>(source, 'objective', row.objective) ?? {};
  return terminalOf(row, { end, formerEnds, editions, asked }, on);
}

/** Of several in which one goes on, the last to come; an open one comes after all that are there. */
const lastOf = (last: EdgeEnd | null, end: EdgeEnd): EdgeEnd => (last === null || comesAt(end) > comesAt(last) ? end : last);

const comesAt = ({ doneOn, expectedOn = '' }: EdgeEnd): string => (doneOn === undefined ? `open ${expectedOn}` : doneOn);

function endOfMilestone(row: MilestoneRow, ground: EdgeGround): EdgeEnd {
  const terminal = terminalIn(ground, row);
  const doneOn = terminal?.status === 'MET' ? terminal.on : undefined;
  const dueOn = approvedEnd(row);
  return {
    firstOn: row.firstDueOn ?? row.firstWindow.endsOn,
    dueOn,
    expectedOn: doneOn ?? row.forecast ?? dueOn,
    ...(doneOn !== undefined && { doneOn }),
    ...(terminal?.status === 'DROPPED' && { gone: { on: terminal.on, how: 'was dropped' } }),
    closed: terminal !== undefined,
  };
}

/** A measure comes about on the latest day that its targets name, or on the day it was delivered. */
function endOfMeasure({ targets, deliveries, cadence, withdrawnOn }: MeasureRow): EdgeEnd {
  const target = latest(targets);
  const delivered = cadence === undefined ? deliveries.at(0)?.on : undefined;
  const dueOn = target?.byDate;
  return {
    firstOn: target?.former.find(({ byDate }) => byDate !== undefined)?.byDate ?? dueOn,
    dueOn,
    expectedOn: delivered ?? dueOn,
    ...(delivered !== undefined && { doneOn: delivered }),
    ...(withdrawnOn !== undefined && { gone: { on: withdrawnOn, how: 'was withdrawn' } }),
    closed: delivered !== undefined || withdrawnOn !== undefined,
  };
}

const latest = (targets: readonly TargetRow[]): TargetRow | undefined =>
  targets.reduce<TargetRow | undefined>((last, target) => {
    if (target.byDate === undefined || (last?.byDate !== undefined && last.byDate >= target.byDate)) return last;
    return target;
  }, undefined);
