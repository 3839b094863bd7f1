import { REGISTER_KINDS } from '#libs/domain';
import { decimal, document, line, lines, note, number, upperCase } from './layout-parts.js';
import { code, day, dictionary, flag, list, oneOf, record, text, whenever, type Of, type Shape } from './shape.js';

const registerCode = code(
  /^(?=.{1,40}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/,
  'a code of 1 to 40 letters and digits, with single hyphens between them, such as "people-plan"',
);

const detailText = text(2000);

/** A line of text, lines of it, a number, or true or false; the kind of the entry fixes which. */
const detail: Shape<string | number | boolean | readonly string[]> = {
  check: (value, path, report) => {
    if (typeof value === 'number' || typeof value === 'boolean') return;
    if (Array.isArray(value)) list(detailText).check(value, path, report);
    else detailText.check(value, path, report);
  },
};

const figure = record(
  { value: decimal, unit: text(100) },
  {
    label: text(300),
    period: text(100),
    comparator: oneOf('AT_LEAST', 'AT_MOST', 'LESS_THAN', 'MORE_THAN'),
    byDate: day,
    numerator: decimal,
    base: decimal,
    approximate: flag,
    note: text(1000),
    line,
  },
);

const link = record(
  { kind: oneOf('EDITION', 'AMBITION', 'OBJECTIVE', 'MILESTONE', 'MEASURE', 'REGISTER_ENTRY'), code: text(64) },
  { role: oneOf('CONCERNS', 'BELONGS_TO', 'STARTED_WITH', 'ADDED') },
);

const entry = record(
  { code: registerCode, name: text(300) },
  {
    summary: text(2000),
    aliases: list(record({ alias: text(300) }, { place: text(300) })),
    details: dictionary(detail),
    figures: list(figure),
    links: list(link),
    line,
    relatedLines: lines,
    note,
  },
);

export const registerFile = record(
  {
    document,
    edition: number,
    kind: whenever<(typeof REGISTER_KINDS)[number]>(
      (value) => REGISTER_KINDS.some((kind) => kind === value),
      `must be one of ${REGISTER_KINDS.join(', ')}`,
    ),
    line,
    entries: list(entry),
  },
  {},
);

const discrepancy = record(
  {
    code: code(/^D\d{3,4}$/, 'the code of a discrepancy such as "D001"'),
    about: list(text(64)),
    category: upperCase,
    severity: oneOf('HIGH', 'MEDIUM', 'LOW'),
    where: text(300),
    what: text(2000),
    lines,
  },
  {
    rule: code(/^R\d{2}$/, 'the number of a rule such as "R01"'),
    proposal: text(2000),
    settled: record({ state: oneOf('RESOLVED', 'ACCEPTED_AS_IS'), resolution: text(2000) }, { note }),
    note,
  },
);

export const discrepanciesFile = record({ document, edition: number, discrepancies: list(discrepancy) }, {});

export type RegisterFile = Of<typeof registerFile>;
export type DiscrepanciesFile = Of<typeof discrepanciesFile>;
