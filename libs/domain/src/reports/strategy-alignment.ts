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
  const { aligned, strangers } = sorted(saidIn(view), byName);
  const groups = kept.map(({ kind, found }) => ({
    kind,
    entries: tally(view, 'registerEntry', codesOf(found)),
    lines: found.map((registered) => ({
      registered,
      ambitions: linkedAmbitions(view, registered),
      objectives: objectivesOf(view, [...linked(registered), ...(aligned.get(registered.code) ?? [])]),
    })),
  }));
  const unregistered = [...strangers.values()].map((same) => ({
    type: same[0].type,
    name: same[0].name,
    objectives: objectivesOf(
      view,
      same.map(({ objective }) => objective),
    ),
  }));
  return { ...headOf(view), groups, unregistered };
}

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

/** The objectives by the code of the entry that they name, and what names no entry, by type and name. */
function sorted(said: readonly Said[], byName: ReadonlyMap<string, RegisterEntry>) {
  const aligned = new Map<string, string[]>();
  const strangers = new Map<string, Said[]>();
  for (const one of said) {
    const entry = byName.get(solid(one.name));
    if (entry !== undefined) aligned.set(entry.code, [...(aligned.get(entry.code) ?? []), one.objective]);
    else strangers.set(`${one.type} ${solid(one.name)}`, [...(strangers.get(`${one.type} ${solid(one.name)}`) ?? []), one]);
  }
  return { aligned, strangers };
}

const linked = ({ links }: RegisterEntry): readonly string[] => links.flatMap(({ kind, code }) => (kind === 'OBJECTIVE' ? [code] : []));

const objectivesOf = (view: PlanView, codes: readonly string[]): Tally => tally(view, 'objective', [...new Set(codes)].sort(compareCodes));
