import { isFinancialYear } from '../calendar.js';
import { isRefusal, refuse, type Refusal } from '../refusal.js';
import { vagueDay } from '../vague-day.js';
import { registerKinds, type DetailRule, type RegisterKind } from './register.kinds.js';

export type DetailValue = string | number | boolean | readonly string[];

/** What an entry says beside its name, by the names of its kind. */
export type Details = Readonly<Record<string, DetailValue>>;

/** A detail as it is sent: its values as text, none to take it away. */
export interface DetailSent {
  readonly name: string;
  readonly values: readonly string[];
}

const parsers: { readonly [T in DetailRule['type']]: (text: string, rule: DetailRule) => DetailValue | undefined } = {
  LINE: (text) => text,
  LINES: (text) => text,
  COUNT: (text) => (/^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : undefined),
  FLAG: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  DATE: (text) => (vagueDay(text) === undefined ? undefined : text),
  FINANCIAL_YEAR: (text) => (isFinancialYear(text) ? text : undefined),
  CHOICE: (text, { choices = {} }) => (Object.hasOwn(choices, text) ? text : undefined),
};

const mayBe = ({ type, choices = {} }: DetailRule): string =>
  ({
    LINE: 'one line of text',
    LINES: 'lines of text',
    COUNT: 'one whole number',
    FLAG: 'true or false',
    DATE: 'one date such as 2024, 2024/25, 2024-09 or 2024-09-30',
    FINANCIAL_YEAR: 'one financial year such as 2025/26',
    CHOICE: `one of ${Object.keys(choices).join(', ')}`,
  })[type];

function parse(rule: DetailRule, values: readonly string[]): DetailValue | undefined {
  if (rule.type === 'LINES') return values.length === 0 ? undefined : values;
  return values.length === 1 ? parsers[rule.type](values[0], rule) : undefined;
}

/** The values of a detail as text, as they are sent. */
export const detailTexts = (value: DetailValue): readonly string[] => (typeof value === 'object' ? value : [String(value)]);

/** Reads details by the table of their kind. Refuses a name that the kind does not have, and a value of another type. */
export function readDetails(kind: RegisterKind, sent: readonly DetailSent[]): Details | Refusal {
  const { details } = registerKinds[kind];
  const read: Record<string, DetailValue> = {};
  for (const { name, values } of sent) {
    const unsound = nameUnsound(kind, name, read);
    if (unsound !== undefined) return unsound;
    const value = parse(details[name], values);
    if (value === undefined) return detailInvalid(kind, name, details[name], values);
    read[name] = value;
  }
  return read;
}

/** What a change does to details: those it sets, and the names of those it takes away. */
export interface DetailChange {
  readonly details: Details;
  readonly removed: readonly string[];
}

/** Reads a change of details: one without values is taken away. */
export function readDetailChange(kind: RegisterKind, sent: readonly DetailSent[]): DetailChange | Refusal {
  const removed = sent.filter(({ values }) => values.length === 0).map(({ name }) => name);
  const details = readDetails(
    kind,
    sent.filter(({ values }) => values.length > 0),
  );
  if (isRefusal(details)) return details;
  return removed.map((name) => nameUnsound(kind, name, details)).find(isRefusal) ?? { details, removed };
}

/** The details as a change leaves them. */
export const changedDetails = (before: Details, { details, removed }: DetailChange): Details => ({
  ...Object.fromEntries(Object.entries(before).filter(([name]) => !removed.includes(name))),
  ...details,
});

const nameUnsound = (kind: RegisterKind, name: string, before: Details): Refusal | undefined => {
  if (!Object.hasOwn(registerKinds[kind].details, name)) return detailUnknown(kind, name);
  return Object.hasOwn(before, name) ? detailTwice(name) : undefined;
};

/** Refuses an entry that lacks what its kind cannot do without. */
export function detailMissing(kind: RegisterKind, details: Details): Refusal | undefined {
  const missing = Object.entries(registerKinds[kind].details).flatMap(([name, rule]) =>
    rule.required === true && !Object.hasOwn(details, name) ? [name] : [],
  );
  if (missing.length === 0) return undefined;
  return refuse('DETAIL_MISSING', `An entry of kind ${kind} needs ${missing.join(', ')}.`, { facts: { kind, missing } });
}

/** Refuses a step that the life of a thing does not have, such as from RETIRED back to PUBLISHED. */
export function stepUnknown(kind: RegisterKind, before: Details, after: Details): Refusal | undefined {
  for (const [name, { next }] of Object.entries(registerKinds[kind].details)) {
    const [from, to] = [before[name], after[name]];
    if (next === undefined || typeof from !== 'string' || typeof to !== 'string' || from === to || next[from].includes(to)) continue;
    const then = next[from].length === 0 ? 'nothing comes after it' : `after it comes ${next[from].join(' or ')}`;
    return refuse('STEP_NOT_POSSIBLE', `The ${name} is ${from}; it cannot become ${to}: ${then}.`, {
      facts: { detail: name, from, to, next: next[from] },
    });
  }
  return undefined;
}

function detailUnknown(kind: RegisterKind, name: string): Refusal {
  const known = Object.keys(registerKinds[kind].details);
  return refuse('DETAIL_UNKNOWN', `An entry of kind ${kind} has no detail ${name}; it has ${known.join(', ')}.`, {
    facts: { kind, detail: name, known },
  });
}

const detailTwice = (name: string): Refusal => refuse('DETAIL_TWICE', `The detail ${name} is given twice.`, { facts: { detail: name } });

const detailInvalid = (kind: RegisterKind, name: string, rule: DetailRule, values: readonly string[]): Refusal =>
  refuse('DETAIL_INVALID', `The detail ${name} of an entry of kind ${kind} must be ${mayBe(rule)}.`, {
    facts: { kind, detail: name, value: values },
  });
