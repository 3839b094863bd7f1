import { needsBaseline, needsDate } from '../measure/measure.states.js';
import { seriesOf } from '../measure/observation.js';
import { parsePeriod } from '../measure/period.js';
import type { Measure, PlanView } from '../plan-view.js';
import { inUse, listed, readAt, rule } from './looking.js';
import type { Read, Said } from './looking.js';

/** What is wrong, what would mend it, and the parts of the measure that are at fault. */
type Words = readonly [message: string, remedy: string, ...faults: readonly (Read | undefined)[]];

/** What a rule says of a measure. */
const about = (severity: Said['severity'], measure: Measure, [message, remedy, ...faults]: Words): Said => {
  const { code, source, relatedLines } = measure;
  const related = source === undefined ? [] : relatedLines.map((line) => ({ document: source.document, line }));
  return { severity, subject: code, message, remedy, sources: [...readAt(...faults, measure), ...related] };
};

/** One finding for every measure in use that some words can be said of. */
const ofMeasures =
  (severity: Said['severity'], words: (measure: Measure, view: PlanView) => Words | undefined) =>
  (view: PlanView): readonly Said[] =>
    inUse(view).flatMap((measure) => {
      const said = words(measure, view);
      return said === undefined ? [] : [about(severity, measure, said)];
    });

const CLOSED: ReadonlySet<string> = new Set(['MET', 'MISSED', 'HELD', 'BREACHED', 'SUPERSEDED']);

const monthOf = (day: string): string => day.slice(0, 7);

/** A target is not due in the month in which its edition begins, or before. */
export const R09 = rule(
  'R09',
  ofMeasures('HIGH', ({ code, targets }, { edition }) => {
    const opening = edition?.startsOn ?? '';
    const early = targets.find(({ dueOn, state }) => dueOn !== undefined && monthOf(dueOn) <= monthOf(opening) && !CLOSED.has(state));
    return (
      early && [
        `Target ${early.number} of ${code} is due on ${early.dueOn}, as its edition begins (${opening}).`,
        'Record what became of it, or set a later day.',
        early,
      ]
    );
  }),
);

/** A target that the latest value satisfies before its day is questioned. */
export const R11 = rule(
  'R11',
  ofMeasures('HIGH', ({ code, targets, latest }) => {
    const beaten = targets.find(({ state }) => state === 'QUESTIONED');
    return (
      beaten && [
        `${code} is at ${latest?.value} (${latest?.name}), which already satisfies target ${beaten.number}, ${beaten.value} by ${beaten.dueOn}.`,
        `Ask whether target ${beaten.number} of ${code} is still an ambition.`,
        beaten,
      ]
    );
  }),
);

/** An improvement says of what: a change needs its unit and a baseline. */
export const R22 = rule(
  'R22',
  ofMeasures('LOW', (measure) => {
    const { code, unit, baseline, targets, benchmarks, statistic } = measure;
    const change = [...targets, ...benchmarks].find((one) => (one.statistic ?? statistic) === 'CHANGE');
    if (change === undefined) return undefined;
    const missing = [
      ...(unit === undefined ? ['its unit'] : []),
      ...(baseline?.value === undefined ? ['the value that it starts from'] : []),
    ];
    if (missing.length === 0) return undefined;
    return [`${code} asks for an improvement of ${change.value} without ${listed(missing)}.`, `Give ${code} ${listed(missing)}.`, change];
  }),
);

/** A baseline has a value and a day, or progress cannot be rated. */
export const R24 = rule(
  'R24',
  ofMeasures('MEDIUM', (measure) => {
    if (!needsBaseline(measure)) return undefined;
    const { code, baseline } = measure;
    const what = baseline?.value === undefined ? 'value' : 'day or period';
    return [
      `The baseline of ${code} has no ${what}, so progress from it cannot be rated.`,
      `Set the baseline of ${code} with its ${what}.`,
      baseline,
    ];
  }),
);

/** Measures of different populations are not one measure. */
export const R25 = rule('R25', (view) =>
  view.measures.flatMap((measure) => {
    const original = measure.duplicateOf === undefined || measure.status === 'WITHDRAWN' ? undefined : view.measure(measure.duplicateOf);
    if (original === undefined) return [];
    const differs = (['population', 'unit'] as const).find(
      (field) => measure[field] !== undefined && original[field] !== undefined && measure[field] !== original[field],
    );
    if (differs === undefined) return [];
    const { code } = measure;
    return [
      about('MEDIUM', measure, [
        `${code} is linked as a duplicate of ${original.code}, but their ${differs}s differ: “${measure[differs]}” and “${original[differs]}”.`,
        `Take the link back: keep ${code} as a measure of its own.`,
      ]),
    ];
  }),
);

/** Values of several sources or kinds of period are no one series. */
export const R26 = rule(
  'R26',
  ofMeasures('LOW', ({ code, observations, baseline }) => {
    const series = seriesOf(observations).map(({ reportedBy, periodType }) => `${reportedBy} by ${asWords(periodType)}`);
    if (series.length > 1) {
      return [
        `The values of ${code} come as ${series.length} series: ${listed(series)}.`,
        'Compare values within one series, and say which one rates the target.',
      ];
    }
    const [only] = observations;
    const from = baseline?.period === undefined ? undefined : parsePeriod(baseline.period)?.type;
    if (observations.length === 0 || from === undefined || kindOf(from) === kindOf(only.periodType)) return undefined;
    return [
      `${code} starts from a value by ${asWords(from)} and is observed by ${asWords(only.periodType)}.`,
      `Give ${code} a baseline of the periods that it is observed in.`,
    ];
  }),
);

const asWords = (type: string): string => type.toLowerCase().replace('_', ' ');

/** The reading of a month's last day is that of the month. */
const kindOf = (type: string): string => (type === 'DAY' ? 'MONTH' : type);

const TRAJECTORY = /trajector/iu;

/** A trajectory that is spoken of is there. */
export const R27 = rule(
  'R27',
  ofMeasures('MEDIUM', ({ code, title, note, targets, trajectory }) => {
    const texts = [title, note, ...targets.flatMap((target) => [target.note, target.text])];
    if (trajectory !== undefined || !texts.some((text) => text !== undefined && TRAJECTORY.test(text))) return undefined;
    return [`${code} speaks of a trajectory, and has none.`, `Set the trajectory of ${code}, once its values are known.`];
  }),
);

/** A measure that is to move says which way. */
export const R28 = rule('R28', (view) => [
  ...ofMeasures('MEDIUM', ({ code, kind, direction }) =>
    kind === 'DIRECTIONAL' && direction === undefined
      ? [`${code} is to change, and nothing says which way is better.`, `Define the direction of ${code}.`]
      : undefined,
  )(view),
  ...ofMeasures('LOW', ({ code, direction, directionInferred }) =>
    directionInferred === true && direction !== undefined
      ? [
          `That ${code} is to go by ${direction} was inferred; its source does not say so.`,
          `Ask the owner to confirm the direction of ${code}.`,
        ]
      : undefined,
  )(view),
]);

/** A target value has a day, a period or a standing condition. */
export const R29 = rule(
  'R29',
  ofMeasures('MEDIUM', (measure) => {
    if (!needsDate(measure)) return undefined;
    const values = measure.targets.filter(
      ({ value, dueOn, standing }) => value !== undefined && dueOn === undefined && standing === undefined,
    );
    return [
      `${measure.code} has a target (${listed(values.map(({ value = '' }) => value))}) and nothing says by when.`,
      `Change the target of ${measure.code}: give it a day, a period or a standing condition.`,
      ...values,
    ];
  }),
);
