import { compact } from '../compact.js';
import type { Projection } from '../projection.js';
import { withAssured, withDeclared, withLead, withoutLead } from './account.js';
import type { Answered } from './account.js';
import type { MilestoneEvent } from './milestone.events.js';
import { milestoneEvents } from './milestone.events.js';
import { eventsBut } from './objective.events.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { Succession } from './succession.js';
import { dueOutsideWindow } from './window.js';
import type { Day } from '../calendar.js';
import type { Source } from '../projection.js';
import type { Certainty, DelayReason, Nature, Window } from './milestone.events.js';

export interface Delay {
  readonly reason: DelayReason;
  readonly newEnd: Day;
  readonly declaredOn: Day;
  readonly note?: string;
}

/** The approved dates from a day on. */
export interface BaselineRow {
  readonly window: Window;
  readonly dueOn?: Day;
  readonly on: Day;
  /** The body that decided it; absent for the dates that it was added with. */
  readonly decidedBy?: string;
  readonly reason?: string;
}

/** A milestone as its events left it. The four dates are apart: first window, approved window, forecast, met. */
export interface MilestoneRow extends Answered {
  readonly code: string;
  readonly objective: string;
  readonly edition: number;
  readonly addedOn: Day;
  readonly title: string;
  readonly strand?: string;
  readonly certainty: Certainty;
  readonly nature: Nature;
  readonly condition?: string;
  readonly conditionState?: 'OPEN' | 'MET' | 'FAILED';
  /** The day on which the condition was met or failed. */
  readonly conditionOn?: Day;
  readonly conditionReason?: string;
  readonly printedHeading?: string;
  readonly note?: string;
  readonly firstWindow: Window;
  readonly firstDueOn?: Day;
  readonly window: Window;
  readonly dueOn?: Day;
  /** The day now expected; moved by delays and reforecasts, never the window. */
  readonly forecast?: Day;
  /** The day on which the forecast was made. */
  readonly forecastOn?: Day;
  readonly delay?: Delay;
  /** How often the approved dates moved, by approval or by going on in a later edition. */
  readonly rebaselines: number;
  /** All its baselines in the order of their days, once there is more than that of its addition. */
  readonly baselines?: readonly BaselineRow[];
  /** The day on which the approved window last moved. */
  readonly rebaselinedOn?: Day;
  /** The day on which a placeholder got its content. */
  readonly definedOn?: Day;
  readonly startedOn?: Day;
  /** The day on which it last went on after a delay. */
  readonly resumedOn?: Day;
  readonly metOn?: Day;
  readonly evidence?: string;
  readonly droppedOn?: Day;
  readonly dropReason?: string;
  /** First days of the half-years for which the owner confirmed activity (CONTINUE items). */
  readonly confirmed: readonly Day[];
  /** The milestones that it goes on from. */
  readonly formerly?: readonly string[];
  /** How it went on in others, in the order of the days from which that holds. */
  readonly successions?: readonly Succession[];
  readonly source?: Source;
}

export const milestoneProjection: Projection<ObjectiveEvent, MilestoneRow> = {
  kind: 'milestone',
  keys: ({ data }) => ('milestone' in data && data.milestone !== undefined ? [data.milestone] : []),
  on: {
    MilestoneAdded: (row, data, { on, source }) => row ?? added(data, on, source),
    PlaceholderDefined: (row, { title, certainty, nature, dueOn }, { on }) =>
      row && compact({ ...row, title, certainty, nature, dueOn: dueOn ?? row.dueOn, definedOn: on }),
    MilestoneStarted: (row, _, { on }) =>
      row && compact({ startedOn: on, ...row, delay: undefined, resumedOn: row.delay === undefined ? row.resumedOn : on }),
    MilestoneMet: (row, { evidence }, { on }) => row && (row.metOn === undefined ? { ...row, metOn: on, evidence } : row),
    MilestoneDelayed: (row, { reason, newEnd, note }, { on }) =>
      row && { ...foreseen(row, newEnd, on), delay: compact({ reason, newEnd, declaredOn: on, note }) },
    MilestoneReforecast: (row, { forecast }, { on }) => row && foreseen(row, forecast, on),
    BaselineApproved: (row, { window, dueOn = row?.dueOn, decidedBy, reason }, { on }) => {
      if (row === undefined) return undefined;
      // A due day told late, of a day before this baseline, stands only where the window still holds it.
      const dates = { window, dueOn: dueOutsideWindow(dueOn, window) === undefined ? dueOn : undefined };
      const baselines = [...baselinesSoFar(row), compact({ ...dates, on, decidedBy, reason })];
      return compact({ ...row, ...dates, rebaselines: row.rebaselines + 1, rebaselinedOn: on, baselines });
    },
    MilestoneDropped: (row, { reason }, { on }) =>
      row && (row.droppedOn === undefined ? { ...row, droppedOn: on, dropReason: reason } : row),
    ContinuingConfirmed: (row, { period }) => row && { ...row, confirmed: [...new Set([...row.confirmed, period])].sort() },
    ConditionMet: (row, _, { on }) =>
      row && compact({ ...row, conditionState: 'MET' as const, conditionOn: on, conditionReason: undefined }),
    ConditionFailed: (row, { reason }, { on }) => row && { ...row, conditionState: 'FAILED', conditionOn: on, conditionReason: reason },
    MilestoneCarriedForward: (row, { edition, into, reason }, { on }) =>
      row && goingOn(row, { how: 'CARRIED_FORWARD', into: [into], edition, on, reason }),
    MilestoneSplit: (row, { edition, into, reason }, { on }) => row && goingOn(row, { how: 'SPLIT', into, edition, on, reason }),
    MilestoneMerged: (row, { edition, into, reason }, { on }) => row && goingOn(row, { how: 'MERGED', into: [into], edition, on, reason }),
    MilestoneSuperseded: (row, { edition, by, reason }, { on }) =>
      row && goingOn(row, { how: 'SUPERSEDED', into: [by], edition, on, reason }),
    DeliveryLeadAssigned: (row, data, when) => row && withLead(row, data, when),
    DeliveryLeadEnded: (row, data, when) => row && withoutLead(row, data, when),
    StatusDeclared: (row, data, when) => row && withDeclared(row, data, when),
    StatusAssured: (row, data, when) => row && withAssured(row, data, when),
  },
  // An end of the objective is not folded into its milestones: what it hands over is derived for the day asked about.
  ignore: eventsBut({ ...milestoneEvents, DeliveryLeadAssigned: [], DeliveryLeadEnded: [], StatusDeclared: [], StatusAssured: [] }),
};

/** The baselines of a milestone under its code, oldest first. */
export const baselinesSoFar = ({ baselines, window, dueOn, addedOn }: MilestoneRow): readonly BaselineRow[] =>
  baselines ?? [compact({ window, dueOn, on: addedOn })];

const foreseen = (row: MilestoneRow, forecast: Day, on: Day): MilestoneRow => ({ ...row, forecast, forecastOn: on });

const goingOn = (row: MilestoneRow, succession: Succession): MilestoneRow => ({
  ...row,
  successions: [...(row.successions ?? []), compact(succession)],
});

function added(
  data: Extract<MilestoneEvent, { type: 'MilestoneAdded' }>['data'],
  on: string,
  source: MilestoneRow['source'],
): MilestoneRow {
  const { milestone, objective, edition, title, window, dueOn, certainty, nature, strand, condition, printedHeading, note, formerly } =
    data;
  return compact({
    code: milestone,
    objective,
    edition,
    addedOn: on,
    title,
    strand,
    certainty,
    nature,
    condition,
    conditionState: condition === undefined ? undefined : ('OPEN' as const),
    printedHeading,
    note,
    firstWindow: data.firstWindow ?? window,
    firstDueOn: formerly === undefined ? dueOn : data.firstDueOn,
    window,
    dueOn,
    rebaselines: data.rebaselines ?? 0,
    confirmed: [],
    formerly,
    source,
  });
}
