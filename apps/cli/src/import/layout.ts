import { firstDayOf, isDay, isFinancialYear, planYears, type Day, type PlanYear, type Precision } from '#libs/domain';
import { code, day, dictionary, financialYear, flag, integer, list, oneOf, orNull, record, text, type Of, type Shape } from './shape.js';

const line = integer(1, 1_000_000);
const note = text(2000);
const document = text(64);
const number = integer(1, 99);
const year = integer(1, 5);
const objectiveCode = code(/^[A-Za-z0-9]{1,16}$/, 'the code of an objective such as "1b"');
const milestoneCode = code(/^[A-Za-z0-9]{1,16}-[a-z]\d{1,6}$/, 'the code of a milestone such as "1b-m06"');
const dispositionKind = oneOf('CONTINUE', 'RETIRE_TO_BAU', 'REVIEW_OR_RETIRE', 'REFRESH_OR_REPLACE', 'CONCLUDE');

const vagueDay: Shape<string> = {
  check: (value, path, report) => {
    if (typeof value !== 'string' || vague(value) === undefined) {
      report(path, 'must be a day, month, year or financial year: "2024-06-20", "2024-06", "2024" or "2024/25"');
    }
  },
};

/** What a vague date means: the first day of its period, and how precise it is. */
export function vague(written: string): { readonly on: Day; readonly precision: Precision } | undefined {
  if (isDay(written)) return { on: written, precision: 'DAY' };
  if (isDay(`${written}-01`)) return { on: `${written}-01`, precision: 'MONTH' };
  if (isDay(`${written}-01-01`)) return { on: `${written}-01-01`, precision: 'YEAR' };
  if (isFinancialYear(written)) return { on: firstDayOf('FINANCIAL_YEAR', `${written.slice(0, 4)}-04-01`), precision: 'FINANCIAL_YEAR' };
  return undefined;
}

export const planFile = record(
  {
    plan: code(/^[a-z][a-z0-9]{1,31}$/, 'the code of a plan such as "jfp"'),
    title: text(300),
    owner: record({ organisation: text(200) }, { system: text(200) }),
    documents: dictionary(text(300)),
    document,
    line,
  },
  { note },
);

const change = record(
  { kind: code(/^[A-Z][A-Z0-9_]{0,63}$/, 'a kind such as "AMBITION_RECAST"'), ref: text(64), text: text(2000), line },
  { note },
);

export const editionsFile = record(
  {
    document,
    editions: list(
      record(
        {
          number,
          firstFinancialYear: financialYear,
          refreshKind: oneOf('FULL', 'LIGHT_TOUCH'),
          published: orNull(vagueDay),
          currentFrom: day,
          line,
        },
        { reason: text(2000), acknowledged: list(text(64)), changes: list(change), note },
      ),
    ),
  },
  {},
);

export const ambitionsFile = record(
  {
    document,
    ambitions: list(
      record(
        { number, edition: number, title: text(300), line },
        {
          rationale: text(2000),
          recast: record({ on: day, rationale: text(2000), line }, { title: text(300), note }),
          posts: list(record({ post: text(200), lead: flag, from: day }, { organisation: text(200), note, line })),
          outlook: record({ outlook: oneOf('ON_COURSE', 'CHALLENGING'), from: day, line }, { reason: text(2000), note }),
          note,
        },
      ),
    ),
  },
  {},
);

const milestone = record(
  {
    code: milestoneCode,
    title: text(300),
    window: record({}, { fromYear: year, toYear: year, startsOn: day, endsOn: day }),
    certainty: oneOf('COMMITTED', 'ASPIRATIONAL', 'TO_BE_DEFINED'),
    nature: oneOf('DELIVER', 'CONTINUE', 'REVIEW', 'DISPOSITION', 'PLACEHOLDER'),
    line,
  },
  { strand: text(200), dueOn: day, condition: text(500), printedHeading: text(300), note },
);

const disposition = record(
  { kind: dispositionKind, line },
  {
    endOfYear: year,
    inYears: list(year),
    endsOn: day,
    dayOpen: flag,
    text: text(2000),
    strands: list(record({ strand: text(200), kind: dispositionKind }, { endOfYear: year, endsOn: day, text: text(2000) })),
    note,
  },
);

export const objectiveFile = record(
  { document, code: objectiveCode, ambition: number, edition: number, title: text(300), summary: text(2000), startedOn: day, line },
  {
    formerTitles: list(record({ title: text(300), edition: number, until: day, line }, {})),
    strands: list(text(200)),
    disposition,
    inequalityAction: record({ action: text(2000), line }, { note }),
    oversight: list(record({ body: text(200) }, { note, line })),
    partners: list(text(200)),
    alignments: list(record({ type: code(/^[A-Z][A-Z0-9_]{0,63}$/, 'a kind such as "NATIONAL_SHIFT"'), name: text(300), line }, { note })),
    milestones: list(milestone),
    note,
  },
);

export type PlanFile = Of<typeof planFile>;
export type EditionsFile = Of<typeof editionsFile>;
export type AmbitionsFile = Of<typeof ambitionsFile>;
export type ObjectiveFile = Of<typeof objectiveFile>;
export type MilestoneEntry = Of<typeof milestone>;

/** A folder whose files have the right shapes, each with its name. */
export interface Folder {
  readonly plan: PlanFile;
  readonly editions: EditionsFile;
  readonly ambitions: AmbitionsFile;
  readonly objectives: readonly { readonly file: string; readonly content: ObjectiveFile }[];
}

/** The five years of an edition of the folder; undefined where it has no such edition. */
export function yearsOfEdition({ editions: { editions } }: Folder, number: number): readonly PlanYear[] | undefined {
  const edition = editions.find((one) => one.number === number);
  return edition === undefined ? undefined : planYears(edition.firstFinancialYear);
}
