import { compareCodes } from '../order.js';
import type { PlanView, RegisterEntry } from '../plan-view.js';
import type { RegisterKind } from '../register/register.kinds.js';
import { solid } from '../wording.js';
import { codesOf } from './named-tally.js';
import { inForceByKind, linkedAmbitions } from './registered.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** Something that the plan is to fit, and what of the plan fits it. */
export interface AlignmentLine {
  readonly registered: RegisterEntry;
  readonly ambitions: Tally;
  /** Objectives that are linked to it, aligned with it or dependent on it. */
  readonly objectives: Tally;
}

export interface AlignmentGroup {
  readonly kind: RegisterKind;
  readonly entries: Tally;
  /** In the order of their codes. */
  readonly lines: readonly AlignmentLine[];
}

/** An alignment of an objective with something that the register does not hold under any name. */
export interface UnregisteredAlignment {
  readonly type: string;
  readonly name: string;
  readonly objectives: Tally;
}

/** Q12: strategies, partner plans, county priorities, national shifts and policies, core purposes, and what of the plan fits them. */
export interface StrategyAlignment extends ReportHead {
  readonly groups: readonly AlignmentGroup[];
  readonly unregistered: readonly UnregisteredAlignment[];
}

const KINDS = [
  'STRATEGY',
  'PARTNER_PLAN',
  'COUNTY_PRIORITY',
  'NATIONAL_SHIFT',
  'CORE_PURPOSE',
  'NATIONAL_POLICY',
] as const satisfies readonly RegisterKind[];

/** What an objective says it fits or builds on, by name. */
interface Said {
  readonly objective: string;
  readonly type: string;
  readonly name: string;
}

/** Reports on what the plan is to fit. Names are compared without case and punctuation, aliases and former names counted in. */
export function strategyAlignment(view: PlanView): StrategyAlignment {
  const entries = inForceByKind(view);
  const kept = KINDS.map((kind) => ({ kind, found: entries.get(kind) ?? [] }));
  const byName = namesOf(kept.flatMap(({ found }) => found));
  const said = Map.groupBy(saidIn(view), ({ name }) => byName.get(solid(name)));
  const groups = kept.map(({ kind, found }) => ({
    kind,
    entries: tally(view, 'registerEntry', codesOf(found)),
    lines: found.map((registered) => ({
      registered,
      ambitions: linkedAmbitions(view, registered),
      objectives: objectivesOf(view, [...linked(registered), ...sayers(said.get(registered))]),
    })),
  }));
  const strangers = Map.groupBy(said.get(undefined) ?? [], ({ type, name }) => `${type} ${solid(name)}`);
  const unregistered = [...strangers.values()].map((same) => ({
    type: same[0].type,
    name: same[0].name,
    objectives: objectivesOf(view, sayers(same)),
  }));
  return { ...headOf(view), groups, unregistered };
}

const sayers = (said: readonly Said[] = []): readonly string[] => said.map(({ objective }) => objective);

function namesOf(entries: readonly RegisterEntry[]): ReadonlyMap<string, RegisterEntry> {
  const names = (entry: RegisterEntry): readonly string[] => [
    entry.name,
    ...entry.aliases.map(({ alias }) => alias),
    ...entry.formerNames.map(({ title }) => title),
  ];
  // The first of a name keeps it.
  return new Map(entries.toReversed().flatMap((entry) => names(entry).map((name) => [solid(name), entry] as const)));
}

const saidIn = (view: PlanView): readonly Said[] =>
  view.objectives.flatMap(({ code: objective, alignments, dependencies }) => [
    ...alignments.map(({ type, name }) => ({ objective, type, name })),
    ...dependencies.flatMap(({ to, state }) =>
      to.kind === 'STRATEGY' && state !== 'WAIVED' ? [{ objective, type: to.kind, name: to.ref }] : [],
    ),
  ]);

const linked = ({ links }: RegisterEntry): readonly string[] => links.flatMap(({ kind, code }) => (kind === 'OBJECTIVE' ? [code] : []));

const objectivesOf = (view: PlanView, codes: readonly string[]): Tally => tally(view, 'objective', [...new Set(codes)].sort(compareCodes));
