import type { Day } from '../calendar.js';
import { once, onceFor } from '../once.js';
import { compareCodes } from '../order.js';
import type { Accountable, Ground, Milestone, Objective, ObjectiveParts, PublicStatus, ViewedRow } from '../plan-view.js';
import type { EditionRow } from '../plan/plan.projection.js';
import { formerTitles, titleOn } from '../titles.js';
import { leadOn, statusDisputed, type Answered } from './account.js';
import { fundingHistory, fundingOn, gapYears } from './funding.js';
import type { MilestoneRow } from './milestone.projection.js';
import { firstEnd, isLate, milestoneStatus, publicStatusOfMilestone, receiversOf, slipOf, terminalOf } from './milestone.status.js';
import type { ObjectiveRow } from './objective.projection.js';
import { isDelayed, objectiveStatus, publicStatusOfObjective, strandStatus } from './objective.status.js';
import { objectiveOfMilestone } from './subject.js';
import { standingSuccession } from './succession.js';

/** Where objectives are looked at. */
export interface ObjectiveGround extends Ground {
  /** What is kept beside an objective, by its code. */
  readonly partsOf: (objective: string) => ObjectiveParts;
}

/** The objectives that count in an edition, with their milestones; each is made when it is first asked for, and kept. */
export interface ObjectivesSeen {
  readonly all: () => readonly Objective[];
  readonly one: (code: string) => Objective | undefined;
  /** A milestone of this edition or of one before. */
  readonly milestone: (code: string) => Milestone | undefined;
  /** Those of the editions before this one. */
  readonly earlierMilestones: () => readonly Milestone[];
}

/** One objective is read without its siblings: most questions, and every answer to a command, are about one. */
export function objectivesAt({ source, on, counts, editions, edition, partsOf }: ObjectiveGround): ObjectivesSeen {
  const seeing = onceFor((objective: string): Seeing => ({ parts: partsOf(objective), editions, asked: edition, on }));
  const rowOf = (objective: string): ViewedRow<ObjectiveRow> | undefined => {
    const viewed = source.one('objective', objective) as ViewedRow<ObjectiveRow> | undefined;
    return viewed !== undefined && counts(viewed.row.edition) ? viewed : undefined;
  };
  const one = onceFor((objective: string) => {
    const viewed = rowOf(objective);
    if (viewed === undefined) return undefined;
    const milestones = source.of('milestone', objective) as readonly ViewedRow<MilestoneRow>[];
    const ofEdition = milestones.filter(({ row }) => row.edition === edition);
    return asObjective(viewed, ofEdition, seeing(objective));
  });
  const asEarlier = (viewed: ViewedRow<MilestoneRow>): Milestone | undefined => {
    if (viewed.row.edition === edition || !counts(viewed.row.edition)) return undefined;
    const objective = rowOf(viewed.row.objective);
    return objective && asMilestone(viewed, objective.row, seeing(objective.row.code));
  };
  return {
    all: once(() => (source.all('objective') as readonly ViewedRow<ObjectiveRow>[]).flatMap(({ row }) => one(row.code) ?? [])),
    one,
    milestone: onceFor((code: string) => {
      const ofEdition = one(objectiveOfMilestone(code))?.milestones.find((milestone) => milestone.code === code);
      if (ofEdition !== undefined) return ofEdition;
      const viewed = source.one('milestone', code) as ViewedRow<MilestoneRow> | undefined;
      return viewed && asEarlier(viewed);
    }),
    earlierMilestones: once(() => (source.all('milestone') as readonly ViewedRow<MilestoneRow>[]).flatMap((row) => asEarlier(row) ?? [])),
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
