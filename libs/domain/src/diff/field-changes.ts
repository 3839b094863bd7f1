/** What a field holds, as far as its value tells. */
export type FieldType = 'TEXT' | 'DAY' | 'NUMBER' | 'FLAG' | 'LIST' | 'RECORD';

/** How one field differs; a value that is not there is undefined. */
export interface FieldDifference {
  /** The name of the field; within a record, its name and that of the member, and so on. */
  readonly path: readonly string[];
  readonly type: FieldType;
  readonly before: unknown;
  readonly after: unknown;
}

type Members = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function typeOf(value: unknown): FieldType {
  if (Array.isArray(value)) return 'LIST';
  if (typeof value === 'number') return 'NUMBER';
  if (typeof value === 'boolean') return 'FLAG';
  if (typeof value === 'string') return DAY.test(value) ? 'DAY' : 'TEXT';
  return 'RECORD';
}

/** Every field in which two rows differ, member by member within records; lists are compared whole. Plain JSON values only. */
export function fieldDifferences(before: object, after: object, path: readonly string[] = []): readonly FieldDifference[] {
  if (before === after) return [];
  const [left, right] = [before as Members, after as Members];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].flatMap((name) => differences(left[name], right[name], [...path, name]));
}

function differences(before: unknown, after: unknown, path: readonly string[]): readonly FieldDifference[] {
  if (isRecord(before) && isRecord(after)) return fieldDifferences(before, after, path);
  return alike(before, after) ? [] : [{ path, type: typeOf(after ?? before), before, after }];
}

function alike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => alike(item, b[index]));
  return isRecord(a) && isRecord(b) && fieldDifferences(a, b).length === 0;
}
