import type { Day, PlanYear } from '../calendar.js';
import { yearsSpokenOf } from '../objective/disposition.js';
import type { DispositionKind } from '../objective/objective.events.js';
import type { Objective, PlanView } from '../plan-view.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

export type CalendarState = 'PLANNED' | 'OVERDUE' | 'DONE';

/** An end, a review or a refresh that an objective or one of its strands is planned to see. */
export interface CalendarLine {
  readonly objective: string;
  readonly title: string;
  readonly strand?: string;
  readonly kind: DispositionKind | 'REVIEW';
  /** The plan year in which it comes at the earliest; undefined where none is said. */
  readonly year?: number;
  /** The day by which it comes: the one planned, else the last day of `year`. */
  readonly by?: Day;
  /** True where the plan leaves the day open. */
  readonly dayOpen: boolean;
  readonly text?: string;
  readonly state: CalendarState;
  /** The day on which it came. */
  readonly doneOn?: Day;
}

/** Q10: what is to leave the plan or be looked at anew, and when. */
export interface DispositionCalendar extends ReportHead {
  /** The objectives with anything to come or overdue. */
  readonly toCome: Tally;
  readonly overdue: Tally;
  /** By day, then by code; those without a day last. */
  readonly lines: readonly CalendarLine[];
}

type Planned = Pick<CalendarLine, 'kind' | 'year' | 'by' | 'dayOpen' | 'text' | 'strand' | 'doneOn'>;

/** Reports on the planned dispositions and reviews of an edition's objectives. What simply continues has no line. */
export function dispositionCalendar(view: PlanView): DispositionCalendar {
  const lines = view.objectives
    .flatMap((objective) => plannedOf(objective, view).map((planned) => lineOf(objective, planned, view.on)))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
  const subjects = (state: CalendarState): ReadonlySet<string> =>
    new Set(lines.filter((line) => line.state === state).map(({ objective }) => objective));
  const [planned, overdue] = [subjects('PLANNED'), subjects('OVERDUE')];
  const among = (some: ReadonlySet<string>): Tally =>
    tally(
      view,
      'objective',
      view.objectives.flatMap(({ code }) => (some.has(code) ? [code] : [])),
    );
  return { ...headOf(view), toCome: among(new Set([...planned, ...overdue])), overdue: among(overdue), lines };
}

const keyOf = ({ by = '9' }: CalendarLine): string => by;

function lineOf({ code, title }: Objective, planned: Planned, on: Day): CalendarLine {
  const { by, doneOn } = planned;
  const state = doneOn !== undefined && doneOn <= on ? 'DONE' : by !== undefined && by < on ? 'OVERDUE' : 'PLANNED';
  return { objective: code, title, ...planned, state };
}

function plannedOf(objective: Objective, view: PlanView): readonly Planned[] {
  const { years } = view;
  const spokenOf = yearsSpokenOf(objective, view);
  const { disposition, reviews, end, strandList } = objective;
  const own = disposition === undefined ? [] : [{ ...whenOf(disposition, spokenOf, years), ...said(disposition), doneOn: end?.on }];
  const ofStrands = (disposition?.strands ?? []).map((one) => {
    const strand = strandList.find(({ name }) => name === one.strand);
    const doneOn = strand?.concludedOn ?? strand?.transferredOn ?? end?.on;
    return { ...whenOf(one, spokenOf, years), ...said({ ...one, dayOpen: false }), strand: one.strand, doneOn };
  });
  const ofReviews = reviews.map(({ reviewOn, subject, concludedOn }): Planned => ({
    ...{ kind: 'REVIEW', by: reviewOn, dayOpen: false },
    ...{ text: subject, year: yearOf(reviewOn, years), doneOn: concludedOn ?? end?.on },
  }));
  return [...own.filter(({ kind }) => kind !== 'CONTINUE'), ...ofStrands.filter(({ kind }) => kind !== 'CONTINUE'), ...ofReviews];
}

type Said = { readonly kind: DispositionKind; readonly dayOpen: boolean; readonly text?: string };
const said = ({ kind, dayOpen, text }: Said): Said => ({ kind, dayOpen, ...(text !== undefined && { text }) });

/** The end of a year that is named outright comes before the years in which something may happen. */
function whenOf(
  { endOfYear, inYears = [], endsOn }: { readonly endOfYear?: number; readonly inYears?: readonly number[]; readonly endsOn?: Day },
  spokenOf: readonly PlanYear[],
  years: readonly PlanYear[],
): Pick<Planned, 'year' | 'by'> {
  const named = endOfYear ?? inYears.toSorted((a, b) => a - b).at(0);
  const by = endsOn ?? spokenOf.find(({ year }) => year === named)?.endsOn;
  return { year: by === undefined ? named : yearOf(by, years), by };
}

const yearOf = (day: Day, years: readonly PlanYear[]): number | undefined =>
  years.find(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)?.year;
