import type { Day } from './calendar.js';
import { milestoneStatus, isLate, publicStatusOfMilestone, receiversOf, slipOf, terminalOf } from './objective/milestone.status.js';
import type { MilestoneRow } from './objective/milestone.projection.js';
import type { ObjectiveRow } from './objective/objective.projection.js';
import { isDelayed, objectiveStatus, publicStatusOfAmbition, publicStatusOfObjective, strandStatus } from './objective/objective.status.js';
import { compareCodes } from './order.js';
import { editionStatus, firstDayOfEdition, lastDayOfEdition, resolveEdition, withdrawnBy } from './plan/editions.js';
import type { AmbitionRow, EditionRow, PlanRow } from './plan/plan.projection.js';
import type { Ambition, Edition, Milestone, Objective, PlanView, RowSource, ViewedRow } from './plan-view.js';
import { formerTitles, titleOn } from './titles.js';

/** The point at which a plan is looked at: an entry of the ledger, a day and, if it is not the day's own, an edition. */
export interface ViewPoint {
  readonly code: string;
  readonly entry: number;
  readonly on: Day;
  readonly edition?: number;
}

/**
 * The plan at a point, assembled from its rows there; each kind is read when first asked for, and kept. Undefined where
 * the rows hold no such plan, or no edition of the number named.
 */
export function assemblePlanView(source: RowSource, { code, entry, on, edition: named }: ViewPoint): PlanView | undefined {
  const plan = source.one('plan', code) as ViewedRow<PlanRow> | undefined;
  if (plan === undefined) return undefined;
  const editionRows = rowsOf<EditionRow>(source, 'edition').sort((a, b) => a.row.number - b.row.number);
  const rows = editionRows.map(({ row }) => row);
  const asked = resolveEdition(rows, on, named);
  if (named !== undefined && asked === undefined) return undefined;

  const editions = editionRows.map((viewed) => asEdition(viewed, rows, on));
  const counts = countsIn(asked, rows, on);
  const milestonesOf = once(() => milestonesByObjective(source, asked));
  const objectives = once(() => objectivesOf(source, counts, (row) => milestonesOf().get(row.code) ?? [], on));
  const objectivesByCode = once(() => new Map(objectives().map((objective) => [objective.code, objective])));
  const ambitions = once(() => ambitionsOf(source, counts, objectives(), on));
  const milestones = once(() => objectives().flatMap((objective) => objective.milestones));
  const milestonesByCode = once(() => new Map(milestones().map((milestone) => [milestone.code, milestone])));
  const edition = editions.find(({ number }) => number === asked?.number);

  return {
    code,
    entry,
    on,
    plan: { ...plan.row, because: plan.because },
    edition,
    years: edition?.years ?? [],
    editions,
    get ambitions() {
      return ambitions();
    },
    get objectives() {
      return objectives();
    },
    get milestones() {
      return milestones();
    },
    ambition: (number) => ambitions().find((ambition) => ambition.number === number),
    objective: (objective) => objectivesByCode().get(objective),
    milestone: (milestone) => milestonesByCode().get(milestone),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const rowsOf = <R extends object>(source: RowSource, kind: string): ViewedRow<R>[] => [...(source.all(kind) as readonly ViewedRow<R>[])];

/** Says of a thing's own edition whether the thing counts in the edition asked about. */
type Counts = (edition: number) => boolean;

function countsIn(asked: EditionRow | undefined, editions: readonly EditionRow[], on: Day): Counts {
  const withdrawn = new Set(editions.filter((edition) => withdrawnBy(edition, on)).map(({ number }) => number));
  return (edition) => asked !== undefined && edition <= asked.number && (edition === asked.number || !withdrawn.has(edition));
}

function asEdition({ row, because }: ViewedRow<EditionRow>, editions: readonly EditionRow[], on: Day): Edition {
  const { years } = row;
  return {
    ...row,
    status: editionStatus(row, editions, on),
    startsOn: firstDayOfEdition(row),
    endsOn: lastDayOfEdition(row),
    label: `${years[0].label}–${years[years.length - 1].label}`,
    because,
  };
}

function milestonesByObjective(source: RowSource, asked: EditionRow | undefined): ReadonlyMap<string, readonly ViewedRow<MilestoneRow>[]> {
  const byObjective = new Map<string, ViewedRow<MilestoneRow>[]>();
  for (const viewed of rowsOf<MilestoneRow>(source, 'milestone')) {
    const { edition, objective } = viewed.row;
    if (edition !== asked?.number) continue;
    const siblings = byObjective.get(objective);
    if (siblings === undefined) byObjective.set(objective, [viewed]);
    else siblings.push(viewed);
  }
  return byObjective;
}

function objectivesOf(
  source: RowSource,
  counts: Counts,
  milestonesOf: (row: ObjectiveRow) => readonly ViewedRow<MilestoneRow>[],
  on: Day,
): readonly Objective[] {
  return rowsOf<ObjectiveRow>(source, 'objective')
    .filter(({ row }) => counts(row.edition))
    .sort((a, b) => compareCodes(a.row.code, b.row.code))
    .map((viewed) => asObjective(viewed, milestonesOf(viewed.row), on));
}

function asObjective({ row, because }: ViewedRow<ObjectiveRow>, milestoneRows: readonly ViewedRow<MilestoneRow>[], on: Day): Objective {
  const milestones = milestoneRows.map((viewed) => asMilestone(viewed, row, on)).sort((a, b) => compareCodes(a.code, b.code));
  return {
    ...row,
    title: titleOn(row.titles, on),
    formerTitles: formerTitles(row.titles, on),
    status: objectiveStatus(row, on),
    publicStatus: publicStatusOfObjective(
      row,
      milestones.map(({ publicStatus }) => publicStatus),
      on,
    ),
    delayed: isDelayed(row, on),
    strandList: row.strands.map((strand) => ({ ...strand, status: strandStatus(strand, row, on) })),
    milestones,
    because,
  };
}

function asMilestone({ row, because }: ViewedRow<MilestoneRow>, objective: ObjectiveRow, on: Day): Milestone {
  const terminal = terminalOf(row, objective, on);
  // An end of the objective meets its DISPOSITION items: that day is theirs.
  const metOn = terminal?.status === 'MET' ? terminal.on : undefined;
  const { metOn: _told, evidence, ...rest } = row;
  return {
    ...rest,
    ...(metOn !== undefined && { metOn, ...(evidence !== undefined && { evidence }) }),
    status: milestoneStatus(row, objective, on),
    publicStatus: publicStatusOfMilestone(row, objective, on),
    late: isLate(row, objective, on),
    handedOverTo: terminal?.status === 'HANDED_OVER' ? receiversOf(row, objective) : [],
    slip: slipOf(row, metOn),
    because,
  };
}

function ambitionsOf(source: RowSource, counts: Counts, objectives: readonly Objective[], on: Day): readonly Ambition[] {
  return rowsOf<AmbitionRow>(source, 'ambition')
    .filter(({ row }) => counts(row.edition))
    .sort((a, b) => a.row.number - b.row.number)
    .map(({ row, because }) => ({
      ...row,
      title: titleOn(row.titles, on),
      formerTitles: formerTitles(row.titles, on),
      publicStatus: publicStatusOfAmbition(
        objectives.filter(({ ambition }) => ambition === row.number).map(({ publicStatus }) => publicStatus),
      ),
      because,
    }));
}
