import { addMonths, daysBetween } from '../calendar.js';
import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import type { DependencyKind } from './dependency.events.js';
import { successorOf } from './dependency.projection.js';
import type { DependencyRow } from './dependency.projection.js';

export type DependencyState = 'DECLARED' | 'SATISFIED' | 'AT_RISK' | 'BROKEN' | 'WAIVED';

/**
 * Why a dependency stands as it does: what it hangs on is not there, was given up, comes too late, has moved but still comes in
 * time; or somebody recorded it.
 */
export type CauseKind = 'MISSING' | 'GIVEN_UP' | 'TOO_LATE' | 'MOVED' | 'RECORDED';

export interface DependencyCause {
  readonly kind: CauseKind;
  /** What is depended on: a code or a name. */
  readonly item: string;
  /** As a sentence. */
  readonly text: string;
  /** The day first set for it. */
  readonly firstOn?: Day;
  /** The day on which it is now expected, or on which it came. */
  readonly expectedOn?: Day;
  /** The day by which what depends needs it: its due day, or else the end of its window, less the lead. */
  readonly neededBy?: Day;
}

/** One end of a dependency as it stands on the day looked at. */
export interface EdgeEnd {
  /** The day first set for it. */
  readonly firstOn?: Day;
  /** Its due day, or else the end of its window. */
  readonly dueOn?: Day;
  /** Its forecast if there is one, else `dueOn`; once it is there, the day on which it came. */
  readonly expectedOn?: Day;
  readonly doneOn?: Day;
  /** Given up: the day, and how. */
  readonly gone?: { readonly on: Day; readonly how: string };
  /** True where it is no longer open: done, given up or handed over. */
  readonly closed?: boolean;
}

/** Finds an end: null where there is none of that code or name, undefined where the plan cannot tell. */
export type FindEnd = (kind: DependencyKind, ref: string) => EdgeEnd | null | undefined;

interface Judged {
  readonly state: DependencyState;
  readonly cause?: DependencyCause;
}

/**
 * What a dependency is on the day looked at. What people recorded stands; else it is BROKEN where what it hangs on is missing or
 * was given up, and an edge between two items is AT_RISK where that comes too late, a lead counted in.
 */
export function judge(row: DependencyRow, find: FindEnd): Judged {
  const { settled, to } = row;
  if (settled !== undefined) {
    const { state, reason, on } = settled;
    return reason === undefined ? { state } : { state, cause: { kind: 'RECORDED', item: to.ref, text: `Recorded for ${on}: ${reason}` } };
  }
  const successor = item(row, find);
  if (successor?.doneOn !== undefined) return { state: 'SATISFIED' };
  if (successor?.closed === true) return { state: 'DECLARED' };
  const predecessor = find(to.kind, to.ref);
  if (predecessor === undefined) return { state: 'DECLARED' };
  return predecessor === null ? missing(row) : between(row, successor, predecessor);
}

/** The item that depends; undefined where it is an objective as a whole. */
function item({ milestone, measure }: DependencyRow, find: FindEnd): EdgeEnd | undefined {
  if (milestone !== undefined) return find('MILESTONE', milestone) ?? undefined;
  return measure === undefined ? undefined : (find('MEASURE', measure) ?? undefined);
}

function missing({ to }: DependencyRow): Judged {
  const text = `The plan knows no ${to.kind.toLowerCase()} ${to.ref}.`;
  return { state: 'BROKEN', cause: { kind: 'MISSING', item: to.ref, text } };
}

function between(row: DependencyRow, successor: EdgeEnd | undefined, predecessor: EdgeEnd): Judged {
  const { to, leadMonths = 0 } = row;
  const { firstOn, expectedOn, gone, doneOn } = predecessor;
  if (gone !== undefined)
    return { state: 'BROKEN', cause: { kind: 'GIVEN_UP', item: to.ref, text: `${to.ref} ${gone.how} on ${gone.on}.` } };
  if (row.relation === 'RELATED' || expectedOn === undefined) return { state: 'DECLARED' };
  const dueOn = successor?.dueOn;
  const days = { item: to.ref, firstOn, expectedOn, neededBy: dueOn === undefined ? undefined : addMonths(dueOn, -leadMonths) };
  if (dueOn !== undefined && addMonths(expectedOn, leadMonths) > dueOn) {
    return { state: 'AT_RISK', cause: compact({ ...days, kind: 'TOO_LATE' as const, text: tooLate(row, predecessor, dueOn) }) };
  }
  const state = doneOn === undefined ? 'DECLARED' : 'SATISFIED';
  const moved = firstOn !== undefined && expectedOn !== firstOn;
  return moved ? { state, cause: compact({ ...days, kind: 'MOVED' as const, text: stillInTime(row, predecessor, dueOn) }) } : { state };
}

function tooLate(row: DependencyRow, predecessor: EdgeEnd, dueOn: Day): string {
  const { leadMonths = 0 } = row;
  const lead = leadMonths === 0 ? '' : ` and needs it ${months(leadMonths)} before`;
  return `${comes(row, predecessor)}; ${successorOf(row)} is to be there by ${dueOn}${lead}.`;
}

function stillInTime(row: DependencyRow, predecessor: EdgeEnd, dueOn: Day | undefined): string {
  return `${comes(row, predecessor)}${dueOn === undefined ? '' : `, in time for ${successorOf(row)} by ${dueOn}`}.`;
}

function comes({ to }: DependencyRow, { firstOn, expectedOn = '', doneOn }: EdgeEnd): string {
  const came = `${to.ref} ${doneOn === undefined ? 'is expected' : 'came'} on ${expectedOn}`;
  if (firstOn === undefined || firstOn === expectedOn) return came;
  const days = daysBetween(firstOn, expectedOn);
  return `${came}, ${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days > 0 ? 'after' : 'before'} the ${firstOn} first set`;
}

const months = (count: number): string => (count === 1 ? '1 month' : `${count} months`);
