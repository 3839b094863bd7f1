import { basis, document, line, note, number, objectiveCode, partCode, upperCase, window, yearOfPlan } from './layout-parts.js';
import { day, flag, integer, list, oneOf, record, text, type Of } from './shape.js';

const dispositionKind = oneOf('CONTINUE', 'RETIRE_TO_BAU', 'REVIEW_OR_RETIRE', 'REFRESH_OR_REPLACE', 'CONCLUDE');

const milestone = record(
  {
    code: partCode('1b-m06'),
    title: text(300),
    window,
    certainty: oneOf('COMMITTED', 'ASPIRATIONAL', 'TO_BE_DEFINED'),
    nature: oneOf('DELIVER', 'CONTINUE', 'REVIEW', 'DISPOSITION', 'PLACEHOLDER'),
    line,
  },
  { strand: text(200), dueOn: day, condition: text(500), printedHeading: text(300), note },
);

const disposition = record(
  { kind: dispositionKind, line },
  {
    endOfYear: yearOfPlan,
    inYears: list(yearOfPlan),
    endsOn: day,
    dayOpen: flag,
    text: text(2000),
    strands: list(record({ strand: text(200), kind: dispositionKind }, { endOfYear: yearOfPlan, endsOn: day, text: text(2000) })),
    note,
  },
);

const funding = record(
  { position: oneOf('SECURED', 'EXISTING_RESOURCES', 'NATIONAL_TIME_LIMITED', 'PARTIAL', 'SUBJECT_TO_FUNDING', 'UNFUNDED'), line },
  { until: day, untilBasis: basis, text: text(2000), note },
);

const dependencyKinds = oneOf(
  ...(['OBJECTIVE', 'MILESTONE', 'MEASURE', 'STRATEGY', 'PROGRAMME', 'ENABLER'] as const),
  ...(['FUNDING', 'CAPACITY', 'CONTRACT', 'BODY', 'PROVIDER', 'EXTERNAL'] as const),
);

const dependency = record(
  { code: partCode('1a-d01', 'd'), to: record({ kind: dependencyKinds, ref: text(200) }, {}) },
  {
    from: partCode('1b-m06'),
    relation: oneOf('DEPENDS_ON', 'RELATED'),
    basis,
    leadMonths: integer(0, 120),
    text: text(2000),
    note,
    line,
  },
);

const riskKinds = oneOf(
  ...(['CAPACITY', 'FUNDING', 'WORKFORCE', 'PERFORMANCE', 'DEPENDENCY'] as const),
  ...(['CONTRACT', 'NATIONAL_POLICY', 'QUALITY', 'OTHER'] as const),
);

const risk = record(
  { code: partCode('1d-r01', 'r'), kind: riskKinds, text: text(2000), line },
  { likelihood: integer(1, 5), impact: integer(1, 5), note },
);

const commitment = record({ code: partCode('1b-c01', 'c'), title: text(300), line }, { window, dueOn: day, note });

export const objectiveFile = record(
  { document, code: objectiveCode, ambition: number, edition: number, title: text(300), summary: text(2000), startedOn: day, line },
  {
    formerTitles: list(record({ title: text(300), edition: number, until: day, line }, {})),
    titleVariants: list(record({ place: text(300), wording: text(300), line }, { note })),
    strands: list(text(200)),
    disposition,
    reviews: list(record({ reviewOn: day, line }, { subject: text(300), note })),
    inequalityAction: record({ action: text(2000), line }, { note }),
    oversight: list(record({ body: text(200) }, { note, line })),
    partners: list(text(200)),
    alignments: list(record({ type: upperCase, name: text(300), line }, { note })),
    milestones: list(milestone),
    commitments: list(commitment),
    funding,
    dependencies: list(dependency),
    risks: list(risk),
    note,
  },
);

export type ObjectiveFile = Of<typeof objectiveFile>;
export type MilestoneEntry = Of<typeof milestone>;
