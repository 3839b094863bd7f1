import type { PlanYear } from '../calendar.js';
import type { Milestone, MilestoneStatus, Objective, PlanView } from '../plan-view.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** Green: work under way; amber: it hangs on something; grey: reviewed, concluded, or nothing planned. */
export type CellState = 'GREEN' | 'AMBER' | 'GREY';

/** What gives a cell its state. */
export type CellReason = 'ENDED' | 'NOTHING_PLANNED' | 'ONLY_DISPOSITION' | 'ONLY_PLACEHOLDERS' | 'AT_RISK' | 'WORK_PLANNED';

/** An objective in one plan year. */
export interface ProfileCell {
  /** 1 to 5. */
  readonly year: number;
  readonly state: CellState;
  readonly reason: CellReason;
  /** True for a cell that is not grey and holds a milestone with a condition. */
  readonly interdependency: boolean;
  /** The milestones whose approved window touches the year. */
  readonly covering: Tally;
  /** Those of them that have a condition. */
  readonly conditional: readonly string[];
  /** Codes of their dependencies that are at risk. */
  readonly atRisk: readonly string[];
}

export interface ProfileRow {
  readonly code: string;
  readonly ambition: number;
  readonly title: string;
  /** One for each year of the edition, in order. */
  readonly cells: readonly ProfileCell[];
}

/** Figure 9: every objective in every year of the edition. */
export interface ProgrammeProfile extends ReportHead {
  readonly years: readonly PlanYear[];
  readonly objectives: readonly ProfileRow[];
}

const STATE_OF: Readonly<Record<CellReason, CellState>> = {
  ENDED: 'GREY',
  NOTHING_PLANNED: 'GREY',
  ONLY_DISPOSITION: 'GREY',
  ONLY_PLACEHOLDERS: 'AMBER',
  AT_RISK: 'AMBER',
  WORK_PLANNED: 'GREEN',
};

/** What left the plan covers nothing; what was met, or handed over when its objective ended, covers the window that it had. */
const LEFT_THE_PLAN: ReadonlySet<MilestoneStatus> = new Set(['DROPPED', 'SUPERSEDED', 'CARRIED_FORWARD']);

export const programmeProfile = (view: PlanView): ProgrammeProfile => ({
  ...headOf(view),
  years: view.years,
  objectives: view.objectives.map((objective) => ({
    code: objective.code,
    ambition: objective.ambition,
    title: objective.title,
    cells: view.years.map((year) => cellOf(view, objective, year)),
  })),
});

function cellOf(view: PlanView, objective: Objective, year: PlanYear): ProfileCell {
  const covering = objective.milestones.filter(
    ({ status, window }) => !LEFT_THE_PLAN.has(status) && window.fromYear <= year.year && year.year <= window.toYear,
  );
  const atRisk = covering.flatMap(({ dependencies }) => dependencies.filter(({ state }) => state === 'AT_RISK').map(({ code }) => code));
  const conditional = codesOf(covering.filter(({ condition }) => condition !== undefined));
  const ended = objective.end !== undefined && objective.end.on < year.startsOn;
  const reason = ended ? 'ENDED' : reasonOf(covering, atRisk.length > 0);
  const state = STATE_OF[reason];
  return {
    year: year.year,
    state,
    reason,
    interdependency: state !== 'GREY' && conditional.length > 0,
    covering: tally(view, 'milestone', codesOf(covering)),
    conditional,
    atRisk,
  };
}

function reasonOf(covering: readonly Milestone[], atRisk: boolean): CellReason {
  if (covering.length === 0) return 'NOTHING_PLANNED';
  const natures = new Set(covering.map(({ nature }) => nature));
  natures.delete('DISPOSITION');
  if (natures.size === 0) return 'ONLY_DISPOSITION';
  natures.delete('PLACEHOLDER');
  if (natures.size === 0) return 'ONLY_PLACEHOLDERS';
  return atRisk ? 'AT_RISK' : 'WORK_PLANNED';
}

const codesOf = (milestones: readonly Milestone[]): readonly string[] => milestones.map(({ code }) => code);
