import { compareCodes } from '../order.js';
import type { MilestoneRow } from '../objective/milestone.projection.js';
import type { PlanView, ViewedRow } from '../plan-view.js';
import { headOf, type ReportHead } from '../reports/report.js';
import { factKindNames, factKinds, type FactKind } from './fact-kinds.js';
import { fieldDifferences, type FieldDifference } from './field-changes.js';

/** MOVED: a measure now belongs to another objective, or a milestone goes on under another code. */
export type ChangeKind = 'ADDED' | 'REMOVED' | 'CHANGED' | 'MOVED';

/** How one field differs, and the entries that made it so. */
export interface FieldChange extends FieldDifference {
  readonly because: readonly number[];
}

/** How one thing differs between two points. */
export interface Change {
  readonly kind: FactKind;
  /** Its key: its code; of an edition or ambition the number, of an observation or update the code and the period. */
  readonly code: string;
  /** What it is called; where it is gone, what it was called. */
  readonly title: string;
  readonly change: ChangeKind;
  /** Where it was: the objective of a measure, the former codes of a milestone. */
  readonly movedFrom: readonly string[];
  /** In the order of the thing's fields; of what was added or removed, all of them. */
  readonly fields: readonly FieldChange[];
  /** Numbers of the entries that made it so, oldest first; never empty. */
  readonly because: readonly number[];
}

/** What changed from one point of a plan to another, by kind and code. Every change names the entries that made it. */
export interface PlanDiff {
  readonly from: ReportHead;
  readonly to: ReportHead;
  readonly changes: readonly Change[];
}

/** The numbers of the entries after one that fed a thing up to the later of two points, retractions included, oldest first. */
export type FedBy = (kind: FactKind, key: string, after: number) => readonly number[];

type Facts = ReadonlyMap<string, ViewedRow<object>>;

/** The facts of a kind that count in a view, without anything derived. */
export function factsOf(view: PlanView, kind: FactKind): Facts {
  return new Map(
    factKinds[kind](view).flatMap((key) => {
      const viewed = view.fact(kind, key);
      return viewed === undefined ? [] : [[key, viewed] as const];
    }),
  );
}

/** Compares a plan at two points, fact by fact. What only derives from the facts (a status, a state) is not compared. */
export function planDiff(from: PlanView, to: PlanView, fedBy: FedBy): PlanDiff {
  const facts = factKindNames.map((kind) => ({ kind, before: factsOf(from, kind), after: factsOf(to, kind) }));
  const reasons = new Reasons(from, to, fedBy);
  return { from: headOf(from), to: headOf(to), changes: facts.flatMap((ofKind) => changesOf(ofKind, reasons)) };
}

interface Compared {
  readonly kind: FactKind;
  readonly before: Facts;
  readonly after: Facts;
}

function changesOf({ kind, before, after }: Compared, reasons: Reasons): readonly Change[] {
  const left = new Set<string>();
  const codes = [...new Set([...before.keys(), ...after.keys()])].sort(compareCodes);
  const changes = codes.flatMap((code): readonly Change[] => {
    const [was, is] = [before.get(code), after.get(code)];
    if (is === undefined) return was === undefined ? [] : [changeOf({ kind, code, was }, reasons)];
    if (was !== undefined) return was.row === is.row ? [] : [changeOf({ kind, code, was, is }, reasons)].filter(differs);
    const formerly = formerCodes(kind, is.row).filter((former) => before.has(former) && !after.has(former));
    for (const former of formerly) left.add(former);
    return [changeOf({ kind, code, was: before.get(formerly[0]), is, formerly }, reasons)];
  });
  return changes.filter(({ change, code }) => change !== 'REMOVED' || !left.has(code));
}

const differs = ({ fields }: Change): boolean => fields.length > 0;

const formerCodes = (kind: FactKind, row: object): readonly string[] =>
  kind === 'milestone' ? ((row as MilestoneRow).formerly ?? []) : [];

interface Pair {
  readonly kind: FactKind;
  readonly code: string;
  readonly was?: ViewedRow<object>;
  readonly is?: ViewedRow<object>;
  /** The codes that it goes on from and that are no longer there. */
  readonly formerly?: readonly string[];
}

function changeOf(pair: Pair, reasons: Reasons): Change {
  const { kind, code, was, is, formerly = [] } = pair;
  const fields = fieldDifferences(was?.row ?? {}, is?.row ?? {}).map((field) => ({ ...field, because: reasons.ofField(pair, field) }));
  const left = kind === 'measure' ? fields.filter(({ path, before }) => path[0] === 'objective' && before !== undefined) : [];
  const movedFrom = is === undefined || was === undefined ? [] : [...formerly, ...left.map(({ before }) => String(before))];
  const change = is === undefined ? 'REMOVED' : was === undefined ? 'ADDED' : movedFrom.length > 0 ? 'MOVED' : 'CHANGED';
  const because = inOrder(fields.flatMap((field) => field.because));
  return { kind, code, title: titleOf(is?.row ?? was?.row), change, movedFrom, fields, because };
}

interface Named {
  readonly title?: string;
  readonly name?: string;
  readonly text?: string;
  readonly what?: string;
  readonly label?: string;
  readonly titles?: readonly { readonly title: string }[];
  readonly names?: readonly { readonly title: string }[];
  readonly firstFinancialYear?: string;
  readonly periodEnd?: string;
}

const titleOf = (row: Named = {}): string =>
  row.title ??
  (row.titles ?? row.names)?.at(-1)?.title ??
  row.name ??
  row.text ??
  row.what ??
  row.firstFinancialYear ??
  row.periodEnd ??
  '';

const inOrder = (entries: readonly number[]): readonly number[] => [...new Set(entries)].sort((a, b) => a - b);

/** Finds the entries that made things differ between two points. */
class Reasons {
  private readonly since: number;
  private readonly forward: boolean;
  private readonly backward: boolean;
  private readonly fed = new Map<string, readonly number[]>();

  constructor(
    private readonly from: PlanView,
    private readonly to: PlanView,
    private readonly fedBy: FedBy,
  ) {
    this.since = Math.min(from.entry, to.entry);
    this.forward = from.entry <= to.entry && from.on <= to.on;
    this.backward = to.entry <= from.entry && to.on <= from.on;
  }

  ofField(pair: Pair, { path: [name] }: FieldDifference): readonly number[] {
    const [then, now] = [pair.was?.because[name], pair.is?.because[name]];
    // Going back in time undoes what the earlier point did not know; going both ways, each point has its own reason.
    const own = this.forward ? [now] : this.backward ? [then] : [now, then];
    const told = own.filter((entry) => entry !== undefined);
    return told.length > 0 ? inOrder(told) : this.ofThing(pair);
  }

  /** What came between, else what made another edition the one looked at, else what made the thing. */
  private ofThing({ kind, code, was, is }: Pair): readonly number[] {
    const between = this.between(kind, code);
    if (between.length > 0) return between;
    const editions = this.ofEditions();
    return editions.length > 0 ? editions : inOrder(Object.values((is ?? was)?.because ?? {}));
  }

  private between(kind: FactKind, code: string): readonly number[] {
    const name = `${kind} ${code}`;
    const known = this.fed.get(name) ?? this.fedBy(kind, code, this.since);
    this.fed.set(name, known);
    return known;
  }

  private ofEditions(): readonly number[] {
    const { from, to } = this;
    if (from.edition?.number === to.edition?.number) return [];
    const [former, current] = [from.edition?.because, to.edition?.because];
    return inOrder([current?.currentFrom, current?.number, former?.withdrawnOn].filter((entry) => entry !== undefined));
  }
}
