import { factKindNames, factsOf, type FactKind, type FieldChange, type PlanDiff, type PlanView } from '#libs/domain';

export type Held = Record<FactKind, Record<string, object>>;

/** All facts that count in a view, without the entries behind them. */
export const held = (view: PlanView): Held =>
  Object.fromEntries(
    factKindNames.map((kind) => [kind, Object.fromEntries([...factsOf(view, kind)].map(([key, { row }]) => [key, row]))]),
  ) as Held;

type Members = Record<string, unknown>;

function set(members: Members, [name, ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) set(members[name] as Members, rest, value);
  else if (value === undefined) delete members[name];
  else members[name] = value;
}

function changed(row: object, fields: readonly FieldChange[]): object {
  const copy = structuredClone(row) as Members;
  for (const { path, after } of fields) set(copy, path, after);
  return copy;
}

/** What a diff makes of the facts of its first point. */
export function apply(diff: PlanDiff, before: Held): Held {
  const after = structuredClone(before);
  for (const { kind, code, change, movedFrom, fields } of diff.changes) {
    const former = kind === 'milestone' && change === 'MOVED' ? movedFrom[0] : code;
    if (change !== 'REMOVED') after[kind][code] = changed(before[kind][former] ?? {}, fields);
  }
  for (const { kind, code, change, movedFrom } of diff.changes) {
    if (change === 'REMOVED') delete after[kind][code];
    if (kind === 'milestone') for (const former of movedFrom) delete after[kind][former];
  }
  return after;
}
