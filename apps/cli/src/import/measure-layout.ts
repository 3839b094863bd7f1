import { decimal, document, line, lines, note, number, objectiveCode, partCode } from './layout-parts.js';
import { day, flag, integer, list, oneOf, record, text, type Of } from './shape.js';

const period = text(40);
const valueScope = oneOf('LOCAL', 'PLACE', 'PROVIDER', 'REGIONAL', 'NATIONAL');
const statistic = oneOf('COUNT', 'RATE', 'PROPORTION', 'MEAN', 'MEDIAN', 'PERCENTILE_90', 'CHANGE');
const fraction = { numerator: decimal, base: decimal };

const baseline = record({}, { value: decimal, ...fraction, period, asOf: day, text: text(500), note, line });

const target = record(
  { number: integer(1, 999) },
  {
    value: decimal,
    comparator: oneOf('AT_LEAST', 'AT_MOST', 'LESS_THAN', 'MORE_THAN'),
    byDate: day,
    period,
    standing: oneOf('AT_ANY_TIME', 'EACH_MONTH', 'EACH_QUARTER', 'EACH_YEAR'),
    scope: valueScope,
    statistic,
    soft: flag,
    text: text(500),
    note,
    line,
  },
);

const trajectory = record(
  { points: list(record({ period, value: decimal }, {})) },
  { target: integer(1, 999), inferred: flag, note, line },
);

const benchmark = record(
  { name: text(200), value: decimal, scope: valueScope },
  { period, statistic, unit: text(100), text: text(500), note, line },
);

const observation = record({ period, value: decimal, asOf: day, reportedBy: text(200) }, { ...fraction, provisional: flag, note, line });

const measure = record(
  {
    code: partCode('1b-k1'),
    title: text(300),
    kind: oneOf('QUANTITATIVE', 'DIRECTIONAL', 'DELIVERABLE'),
    direction: oneOf('INCREASE', 'DECREASE', 'AT_LEAST', 'AT_MOST', 'DELIVER'),
    inBody: flag,
    inFigure15: flag,
    line,
  },
  {
    directionInferred: flag,
    unit: text(100),
    statistic,
    scope: oneOf('OBJECTIVE', 'NATIONAL_TARGET', 'NATIONAL_AMBITION'),
    population: text(300),
    cadence: oneOf('REAL_TIME', 'MONTHLY', 'QUARTERLY', 'ANNUAL'),
    strand: text(200),
    origin: text(200),
    relatedLines: lines,
    duplicateOf: partCode('1b-k1'),
    baseline,
    targets: list(target),
    trajectory,
    benchmarks: list(benchmark),
    observations: list(observation),
    note,
  },
);

export const measuresFile = record({ document, objective: objectiveCode, edition: number, measures: list(measure) }, {});

export type MeasuresFile = Of<typeof measuresFile>;
export type MeasureEntry = Of<typeof measure>;
