import { later } from '../calendar.js';
import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import { firstDayOfEdition } from '../plan/editions.js';
import type { EditionRow } from '../plan/plan.projection.js';
import { isRefusal, refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import { leadOn } from './account.js';
import { afterRetirement } from './milestone.guards.js';
import type { Certainty, MilestoneEvent, Nature, Window } from './milestone.events.js';
import type { MilestoneRow } from './milestone.projection.js';
import { approvedEnd, firstEnd } from './milestone.status.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { ObjectiveRow, ObjectiveState } from './objective.projection.js';
import { strandMissing, strandNotActive } from './subject.js';
import { dueOutsideWindow, resolveWindow } from './window.js';
import type { WindowInput } from './window.js';

/** What is new of a milestone that goes on from others; what is left out is taken over. */
export interface Continuation {
  readonly title?: string;
  readonly window?: WindowInput;
  readonly dueOn?: Day;
  readonly certainty?: Certainty;
  readonly nature?: Nature;
  readonly strand?: string;
  readonly condition?: string;
}

interface Place {
  readonly code: string;
  readonly target: EditionRow;
  readonly objective: ObjectiveRow;
  readonly on: Day;
}

type Added = Extract<MilestoneEvent, { type: 'MilestoneAdded' }>['data'];

/** The milestone in which others go on. It keeps the original dates of the one that was promised for the earliest day. */
export function continuation(former: readonly MilestoneRow[], said: Continuation, { code, target, objective, on }: Place): Added | Refusal {
  const row = former.reduce((first, one) => (firstEnd(one) < firstEnd(first) ? one : first));
  const window = windowIn(row, said.window, target);
  if (isRefusal(window)) return window;
  const strand = said.strand ?? row.strand;
  const formerly = former.map((one) => one.code);
  const dueOn = said.dueOn ?? (dueOutsideWindow(row.dueOn, window) === undefined ? row.dueOn : undefined);
  return (
    dueOutsideWindow(dueOn, window) ??
    afterRetirement(objective, window, on, `, or drop or supersede ${formerly.join(', ')}`) ??
    strandMissing(objective, strand) ??
    strandNotActive(objective, strand, on) ??
    compact({
      objective: row.objective,
      milestone: code,
      edition: target.number,
      title: said.title ?? row.title,
      window,
      dueOn,
      certainty: said.certainty ?? row.certainty,
      nature: said.nature ?? row.nature,
      strand,
      condition: said.condition ?? row.condition,
      formerly,
      firstWindow: row.firstWindow,
      firstDueOn: row.firstDueOn,
      rebaselines: row.rebaselines + (approvedEnd({ dueOn, window }) === approvedEnd(row) ? 0 : 1),
    })
  );
}

/** The window named, else what is left of the approved one from the first day of the edition on. */
function windowIn(row: MilestoneRow, named: WindowInput | undefined, target: EditionRow): Window | Refusal {
  if (named !== undefined) return resolveWindow(named, target);
  const startsOn = later(row.window.startsOn, firstDayOfEdition(target));
  if (startsOn <= row.window.endsOn) return resolveWindow({ startsOn, endsOn: row.window.endsOn }, target);
  return refuse(
    'WINDOW_REQUIRED',
    `The window of ${row.code} ended on ${row.window.endsOn}, before edition ${target.number} begins; say when it is to be met.`,
    { rule: 'R01', facts: { milestone: row.code, endsOn: row.window.endsOn, editionStartsOn: startsOn } },
  );
}

/** The next free codes of an objective, of the kind of a milestone's own. */
export function nextCodes({ milestone }: Partial<ObjectiveState>, like: string, count: number): readonly string[] {
  const prefix = like.replace(/\d+$/, '');
  const numbers = Object.keys(milestone ?? {}).flatMap((code) => (code.startsWith(prefix) ? [Number(code.slice(prefix.length))] : []));
  const last = Math.max(0, ...numbers);
  return Array.from({ length: count }, (_, index) => `${prefix}${String(last + 1 + index).padStart(2, '0')}`);
}

/** What was true of a milestone and stays so when it is carried forward: work under way, its condition, its lead. */
export function goesOnWith(row: MilestoneRow, milestone: string, on: Day): readonly ObjectiveEvent[] {
  const { startedOn, conditionState, conditionOn, conditionReason = '' } = row;
  const lead = leadOn(row, on);
  const events: (ObjectiveEvent | undefined)[] = [
    startedOn !== undefined && startedOn <= on ? { type: 'MilestoneStarted', data: { milestone } } : undefined,
    conditionState === 'MET' && (conditionOn ?? on) <= on ? { type: 'ConditionMet', data: { milestone } } : undefined,
    conditionState === 'FAILED' && (conditionOn ?? on) <= on
      ? { type: 'ConditionFailed', data: { milestone, reason: conditionReason } }
      : undefined,
    lead && {
      type: 'DeliveryLeadAssigned',
      data: compact({ milestone, post: lead.post, organisation: lead.organisation, deputy: lead.deputy }),
    },
  ];
  return events.filter((event) => event !== undefined);
}
