import { planYears, type PlanYear } from '#libs/domain';
import { document, line, note, number, upperCase, vague } from './layout-parts.js';
import type { MeasuresFile } from './measure-layout.js';
import type { ObjectiveFile } from './objective-layout.js';
import type { DiscrepanciesFile, RegisterFile } from './register-layout.js';
import { code, day, dictionary, financialYear, flag, list, oneOf, orNull, record, text, type Of } from './shape.js';

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

const change = record({ kind: upperCase, ref: text(64), text: text(2000), line }, { note });

const opinion = record(
  {
    board: text(200),
    stance: oneOf('ENDORSE', 'ENDORSE_WITH_COMMENTS', 'OBJECT'),
    received: orNull(vague),
    points: list(text(500)),
    line,
  },
  { signedBy: text(200), subjectAsPrinted: text(300), changeAsked: flag, note },
);

const guidance = record({ issuer: text(200), scope: text(2000), issued: vague, line }, { note });

export const editionsFile = record(
  {
    document,
    editions: list(
      record(
        {
          number,
          firstFinancialYear: financialYear,
          refreshKind: oneOf('FULL', 'LIGHT_TOUCH'),
          published: orNull(vague),
          currentFrom: day,
          line,
        },
        {
          reason: text(2000),
          acknowledged: list(text(64)),
          guidance: list(guidance),
          opinions: list(opinion),
          changes: list(change),
          note,
        },
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

export type PlanFile = Of<typeof planFile>;
export type EditionsFile = Of<typeof editionsFile>;
export type Edition = EditionsFile['editions'][number];
export type AmbitionsFile = Of<typeof ambitionsFile>;

/** A file of which there are several, with its name. */
export interface Named<T> {
  readonly file: string;
  readonly content: T;
}

/** A folder whose files have the right shapes. */
export interface Folder {
  readonly plan: PlanFile;
  readonly editions: EditionsFile;
  readonly ambitions: AmbitionsFile;
  readonly objectives: readonly Named<ObjectiveFile>[];
  readonly measures: readonly Named<MeasuresFile>[];
  readonly register: readonly Named<RegisterFile>[];
  readonly discrepancies: DiscrepanciesFile;
}

/** The five years of an edition of the folder; undefined where it has no such edition. */
export function yearsOfEdition({ editions: { editions } }: Folder, number: number): readonly PlanYear[] | undefined {
  const edition = editions.find((one) => one.number === number);
  return edition === undefined ? undefined : planYears(edition.firstFinancialYear);
}
