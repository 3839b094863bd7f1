import type { Day } from './calendar.js';
import { measureAt, measureCodes, measuresByObjective } from './measure/measure.view.js';
import { lineageOf } from './objective/lineage.view.js';
import { milestoneHistories } from './objective/milestone.history.js';
import type { MilestoneRow } from './objective/milestone.projection.js';
import type { ObjectiveRow } from './objective/objective.projection.js';
import { publicStatusOfAmbition } from './objective/objective.status.js';
import { objectivesAt } from './objective/objective.view.js';
import { planParts } from './objective-parts.js';
import { listed, once, onceFor } from './once.js';
import { editionStatus, firstDayOfEdition, lastDayOfEdition, newestStanding, resolveEdition, withdrawnBy } from './plan/editions.js';
import type { AmbitionRow, EditionRow, PlanRow } from './plan/plan.projection.js';
import type { Ambition, Edition, Objective, PlanView, RowSource, ViewedRow } from './plan-view.js';
import { discrepanciesOf, registerEntriesOf } from './register/register.view.js';
import { issuedLinesOf, issuedReportsOf } from './report/report.view.js';
import { ruleSetOf } from './rules/rule-set.js';
import { formerTitles, titleOn } from './titles.js';

/** The point at which a plan is looked at: an entry of the ledger, a day and, if it is not the day's own, an edition. */
export interface ViewPoint {
  readonly code: string;
  readonly entry: number;
  readonly on: Day;
  readonly edition?: number;
  /** The name of the rule set to compute by; the one in force if absent. */
  readonly ruleSet?: string;
}

/**
 * The plan at a point, assembled from its rows there; each kind is read when first asked for, and kept. Undefined where
 * the rows hold no such plan, or no edition of the number named.
 */
export function assemblePlanView(source: RowSource, { code, entry, on, edition: named, ruleSet: rules }: ViewPoint): PlanView | undefined {
  const plan = source.one('plan', code) as ViewedRow<PlanRow> | undefined;
  if (plan === undefined) return undefined;
  const editionRows = rowsOf<EditionRow>(source, 'edition').sort((a, b) => a.row.number - b.row.number);
  const rows = editionRows.map(({ row }) => row);
  const asked = resolveEdition(rows, on, named);
  if (named !== undefined && asked === undefined) return undefined;

  const ruleSet = ruleSetOf(plan.row.ruleSets, on, rules);
  const editions = editionRows.map((viewed) => asEdition(viewed, rows, on));
  const counts = countsIn(asked, rows, on);
  const ground = { source, on, counts, editions: rows, edition: asked?.number };
  const register = listed(() => registerEntriesOf(source, on));
  const discrepancies = listed(() => discrepanciesOf(source, on));
  const issued = listed(() => issuedReportsOf(source));
  const parts = once(() => planParts({ ...ground, registerEntries: register.all }));
  const objectives = objectivesAt({ ...ground, partsOf: (objective) => parts().of(objective) });
  const ambitions = once(() => ambitionsOf(source, counts, objectives.all(), on));
  const milestones = once(() => objectives.all().flatMap((objective) => objective.milestones));
  const measureOf = onceFor((measure: string) => measureAt({ source, on, counts, rules: ruleSet.measureRules }, measure));
  const measures = once(() => measureCodes(source).flatMap((measure) => measureOf(measure) ?? []));
  const measuresOfObjectives = once(() => measuresByObjective(measures()));
  const lineage = once(() => {
    const counted = <R extends ObjectiveRow | MilestoneRow>(kind: string): readonly R[] =>
      rowsOf<R>(source, kind).flatMap(({ row }) => (counts(row.edition) ? [row] : []));
    return lineageOf(
      () => counted<ObjectiveRow>('objective'),
      () => counted<MilestoneRow>('milestone'),
      on,
    );
  });
  const edition = editions.find(({ number }) => number === asked?.number);
  const newest = once(() => {
    const number = newestStanding(rows, on)?.number;
    if (asked === undefined || number === undefined || number <= asked.number || withdrawnBy(asked, on)) return view;
    return assemblePlanView(source, { code, entry, on, edition: number, ruleSet: ruleSet.name }) ?? view;
  });

  const view: PlanView = {
    code,
    entry,
    on,
    plan: { ...plan.row, because: plan.because },
    edition,
    ruleSet,
    years: edition?.years ?? [],
    editions,
    get ambitions() {
      return ambitions();
    },
    get objectives() {
      return objectives.all();
    },
    get milestones() {
      return milestones();
    },
    get earlierMilestones() {
      return objectives.earlierMilestones();
    },
    get measures() {
      return measures();
    },
    get registerEntries() {
      return register.all();
    },
    get discrepancies() {
      return discrepancies.all();
    },
    get issuedReports() {
      return issued.all();
    },
    ambition: (number) => ambitions().find((ambition) => ambition.number === number),
    objective: objectives.one,
    milestone: objectives.milestone,
    predecessorsOf: (objective) => lineage().predecessorsOf(objective),
    mergedInto: (programme) => lineage().mergedInto(programme),
    supersededBy: (milestone) => lineage().supersededBy(milestone),
    ...milestoneHistories(source),
    dependentsOf: (depended) => parts().dependentsOf(depended),
    measure: measureOf,
    measuresOf: (objective) => measuresOfObjectives().get(objective) ?? [],
    registerEntry: register.one,
    discrepancy: discrepancies.one,
    issuedReport: issued.one,
    issuedLines: (report) => (issued.one(report) === undefined ? [] : issuedLinesOf(source, report)),
    fact: (kind, key) => source.one(kind, key),
    inNewestEdition: newest,
  };
  return view;
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
