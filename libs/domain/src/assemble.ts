import type { Day } from './calendar.js';
import { measureAt, measureCodes, measuresByObjective } from './measure/measure.view.js';
import { lineageOf } from './objective/lineage.view.js';
import { leadOn, statusDisputed } from './objective/account.js';
import type { Answered } from './objective/account.js';
import { BASELINING } from './objective/baselines.js';
import { FORESEEING, forecastsIn } from './objective/forecast.js';
import { fundingHistory, fundingOn, gapYears } from './objective/funding.js';
import {
  firstEnd,
  isLate,
  milestoneStatus,
  publicStatusOfMilestone,
  receiversOf,
  slipOf,
  terminalOf,
} from './objective/milestone.status.js';
import type { MilestoneRow } from './objective/milestone.projection.js';
import type { ObjectiveRow } from './objective/objective.projection.js';
import { objectiveOfMilestone } from './objective/subject.js';
import { isDelayed, objectiveStatus, publicStatusOfAmbition, publicStatusOfObjective, strandStatus } from './objective/objective.status.js';
import { standingSuccession } from './objective/succession.js';
import { planParts } from './objective-parts.js';
import { once, onceFor } from './once.js';
import { compareCodes } from './order.js';
import { editionStatus, firstDayOfEdition, lastDayOfEdition, newestStanding, resolveEdition, withdrawnBy } from './plan/editions.js';
import type { AmbitionRow, EditionRow, PlanRow } from './plan/plan.projection.js';
import type {
  Accountable,
  Ambition,
  Edition,
  IssuedReport,
  Milestone,
  Objective,
  ObjectiveParts,
  PlanView,
  PublicStatus,
  RowSource,
  ViewedRow,
} from './plan-view.js';
import type { ToldEvent } from './projection.js';
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
  const parts = once(() => planParts({ source, on, counts, editions: rows, edition: asked?.number, registerEntries }));
  // One objective is read without its siblings: most questions, and every answer to a command, are about one.
  const seeing = onceFor((objective: string): Seeing => ({ parts: parts().of(objective), editions: rows, asked: asked?.number, on }));
  const objectiveRow = (objective: string): ViewedRow<ObjectiveRow> | undefined => {
    const viewed = source.one('objective', objective) as ViewedRow<ObjectiveRow> | undefined;
    return viewed !== undefined && counts(viewed.row.edition) ? viewed : undefined;
  };
  const objectiveOf = onceFor((objective: string) => {
    const viewed = objectiveRow(objective);
    if (viewed === undefined) return undefined;
    const milestones = source.of('milestone', objective) as readonly ViewedRow<MilestoneRow>[];
    const ofEdition = milestones.filter(({ row }) => row.edition === asked?.number);
    return asObjective(viewed, ofEdition, seeing(objective));
  });
  const earlier = ({ row }: ViewedRow<MilestoneRow>): boolean => row.edition !== asked?.number && counts(row.edition);
  const asEarlier = (viewed: ViewedRow<MilestoneRow>): Milestone | undefined => {
    const objective = objectiveRow(viewed.row.objective);
    return objective && asMilestone(viewed, objective.row, seeing(objective.row.code));
  };
  const milestoneOf = onceFor((milestone: string) => {
    const ofEdition = objectiveOf(objectiveOfMilestone(milestone))?.milestones.find((one) => one.code === milestone);
    if (ofEdition !== undefined) return ofEdition;
    const viewed = source.one('milestone', milestone) as ViewedRow<MilestoneRow> | undefined;
    return viewed !== undefined && earlier(viewed) ? asEarlier(viewed) : undefined;
  });
  const earlierMilestones = once(() =>
    rowsOf<MilestoneRow>(source, 'milestone').flatMap((one) => (earlier(one) ? (asEarlier(one) ?? []) : [])),
  );
  const toldIn = onceFor((objective: string) => source.told('milestone', objective, [...FORESEEING, ...BASELINING]));
  const toldOf = (milestone: string, types: readonly string[]): readonly ToldEvent[] =>
    (toldIn(objectiveOfMilestone(milestone)).get(milestone) ?? []).filter(({ event }) => types.includes(event.type));
  const objectives = once(() => rowsOf<ObjectiveRow>(source, 'objective').flatMap(({ row }) => objectiveOf(row.code) ?? []));
  const ambitions = once(() => ambitionsOf(source, counts, objectives(), on));
  const milestones = once(() => objectives().flatMap((objective) => objective.milestones));
  const measureOf = onceFor((measure: string) => measureAt({ source, on, counts, rules: ruleSet.measureRules }, measure));
  const measures = once(() => measureCodes(source).flatMap((measure) => measureOf(measure) ?? []));
  const measuresOfObjectives = once(() => measuresByObjective(measures()));
  const registerEntries = once(() => registerEntriesOf(source, on));
  const registerEntriesByCode = once(() => new Map(registerEntries().map((one) => [one.code, one])));
  const discrepancies = once(() => discrepanciesOf(source, on));
  const discrepanciesByCode = once(() => new Map(discrepancies().map((one) => [one.code, one])));
  const lineage = once(() => {
    const counted = <R extends ObjectiveRow | MilestoneRow>(kind: string): readonly R[] =>
      rowsOf<R>(source, kind).flatMap(({ row }) => (counts(row.edition) ? [row] : []));
    return lineageOf(
      () => counted<ObjectiveRow>('objective'),
      () => counted<MilestoneRow>('milestone'),
      on,
    );
  });
  const issuedReports = once(() => issuedReportsOf(source));
  const issuedReport = (report: string): IssuedReport | undefined => issuedReports().find((one) => one.code === report);
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
      return objectives();
    },
    get milestones() {
      return milestones();
    },
    get earlierMilestones() {
      return earlierMilestones();
    },
    get measures() {
      return measures();
    },
    get registerEntries() {
      return registerEntries();
    },
    get discrepancies() {
      return discrepancies();
    },
    get issuedReports() {
      return issuedReports();
    },
    ambition: (number) => ambitions().find((ambition) => ambition.number === number),
    objective: objectiveOf,
    milestone: milestoneOf,
    predecessorsOf: (objective) => lineage().predecessorsOf(objective),
    mergedInto: (programme) => lineage().mergedInto(programme),
    supersededBy: (milestone) => lineage().supersededBy(milestone),
    forecastsOf: onceFor((milestone: string) => forecastsIn(toldOf(milestone, FORESEEING))),
    baselineEntriesOf: (milestone) => toldOf(milestone, BASELINING).map((told) => told.entry),
    dependentsOf: (depended) => parts().dependentsOf(depended),
    measure: measureOf,
    measuresOf: (objective) => measuresOfObjectives().get(objective) ?? [],
    registerEntry: (entryCode) => registerEntriesByCode().get(entryCode),
    discrepancy: (discrepancy) => discrepanciesByCode().get(discrepancy),
    issuedReport,
    issuedLines: (report) => (issuedReport(report) === undefined ? [] : issuedLinesOf(source, report)),
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

/** What an objective and its milestones are seen with. */
interface Seeing {
  readonly parts: ObjectiveParts;
  readonly editions: readonly EditionRow[];
  /** The number of the edition asked about. */
  readonly asked: number | undefined;
  readonly on: Day;
}

function asObjective({ row, because }: ViewedRow<ObjectiveRow>, rows: readonly ViewedRow<MilestoneRow>[], seeing: Seeing): Objective {
  const { parts, on } = seeing;
  const milestones = rows.map((viewed) => asMilestone(viewed, row, seeing)).sort((a, b) => compareCodes(a.code, b.code));
  const publicStatus = publicStatusOfObjective(
    row,
    milestones.map((milestone) => milestone.publicStatus),
    on,
  );
  const funding = fundingOn(row, on);
  return {
    ...row,
    title: titleOn(row.titles, on),
    formerTitles: formerTitles(row.titles, on),
    status: objectiveStatus(row, on),
    publicStatus,
    delayed: isDelayed(row, on),
    formerEnds: row.formerEnds ?? [],
    strandList: row.strands.map((strand) => ({ ...strand, status: strandStatus(strand, row, on) })),
    milestones,
    ...(funding !== undefined && { funding }),
    fundingHistory: fundingHistory(row, on),
    fundingAwards: row.fundingAwards ?? [],
    ...accountOf(row, publicStatus, on),
    ...parts,
    because,
  };
}

function accountOf(row: Answered, computed: PublicStatus | null, on: Day): Accountable {
  const deliveryLead = leadOn(row, on);
  return {
    deliveryLeads: row.deliveryLeads ?? [],
    ...(deliveryLead !== undefined && { deliveryLead }),
    disputed: statusDisputed(computed, row),
  };
}

function asMilestone({ row, because }: ViewedRow<MilestoneRow>, objective: ObjectiveRow, seeing: Seeing): Milestone {
  const { parts, editions, asked = 0, on } = seeing;
  const ending = { end: objective.end, formerEnds: objective.formerEnds, editions, asked };
  const terminal = terminalOf(row, ending, on);
  // An end of the objective meets its DISPOSITION items: that day is theirs.
  const metOn = terminal?.status === 'MET' ? terminal.on : undefined;
  const publicStatus = publicStatusOfMilestone(row, ending, on);
  const carried = standingSuccession(row, editions, on);
  const years = editions.find(({ number }) => number === row.edition)?.years ?? [];
  const { metOn: _told, evidence, ...rest } = row;
  return {
    ...rest,
    ...(metOn !== undefined && { metOn, ...(evidence !== undefined && { evidence }) }),
    status: milestoneStatus(row, ending, on),
    publicStatus,
    ...(terminal?.goesOn !== undefined && { goesOn: terminal.goesOn }),
    late: isLate(row, ending, on),
    lateAgainstFirst: terminal === undefined && on > firstEnd(row),
    formerly: row.formerly ?? [],
    successions: row.successions ?? [],
    ...(carried?.how === 'CARRIED_FORWARD' && { carriedTo: carried.into[0] }),
    handedOverTo: terminal?.byEnd === true && terminal.status !== 'MET' ? receiversOf(row, objective) : [],
    slip: slipOf(row, metOn),
    fundingGapYears: terminal === undefined ? gapYears(row, fundingOn(objective, on), years) : [],
    dependencies: parts.dependencies.filter(({ from }) => from === row.code),
    ...accountOf(row, publicStatus, on),
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
