import { metricComparison } from '../reports/metric-summary.js';
import { dueDayOf } from '../measure/target.states.js';
import type { Measure, Milestone, PlanView } from '../plan-view.js';
import { solid } from '../wording.js';
import { inUse, isOpen, listed, readAt, rule, standing } from './looking.js';
import type { Said } from './looking.js';
import { namesIn, phraseFinder } from './phrases.js';

/** The body and figure 15 list the same measures. */
export const R16 = rule('R16', (view) => {
  const { missingFromBody, missingFromFigure } = metricComparison(view);
  const missing =
    (severity: Said['severity'], where: string) =>
    (code: string): Said => ({
      severity,
      subject: code,
      message: `${code} (${view.measure(code)?.title}) is missing from ${where}.`,
      remedy: `List ${code} in ${where} too, or say why not.`,
      sources: readAt(view.measure(code)),
    });
  return [
    ...missingFromBody.subjects.map(missing('MEDIUM', 'the text of its objective')),
    ...missingFromFigure.subjects.map(missing('LOW', 'figure 15')),
  ];
});

/** A measure belongs to one objective, which is there, and is with the work that it measures. */
export const R17 = rule('R17', (view) => [...misplaced(view), ...homeless(view), ...twins(view), ...apart(view)]);

const misplaced = (view: PlanView): readonly Said[] =>
  metricComparison(view).misplacements.map(({ measure, title, printedUnder, belongsTo, duplicateOf }) => ({
    severity: 'HIGH',
    subject: measure,
    message: `“${title}” (${measure}) is printed under ${printedUnder} and belongs to ${belongsTo}${duplicateOf === undefined ? '' : `, as ${duplicateOf}`}.`,
    remedy: `Print it under ${belongsTo} alone.`,
    sources: readAt(view.measure(measure)),
  }));

const homeless = (view: PlanView): readonly Said[] =>
  inUse(view)
    .filter(({ objective }) => view.objective(objective) === undefined)
    .map((measure) => ({
      severity: 'HIGH',
      subject: measure.code,
      message: `${measure.code} belongs to objective ${measure.objective}, which the plan does not have.`,
      remedy: `Move ${measure.code} to an objective that is there, or withdraw it.`,
      sources: readAt(measure),
    }));

const twins = (view: PlanView): readonly Said[] =>
  [...Map.groupBy(inUse(view), ({ title }) => solid(title)).values()]
    .filter((some) => some.some(({ objective }) => objective !== some[0].objective))
    .map((some) => ({
      severity: 'MEDIUM',
      subject: some[0].code,
      message: `“${some[0].title}” is measured by several objectives: ${listed(some.map(({ code }) => code))}.`,
      remedy: 'Keep it under one objective, and link the others as duplicates.',
      sources: readAt(...some),
    }));

/** A measure whose own objective plans nothing of its name, while another does and is not linked to it. */
function apart(view: PlanView): readonly Said[] {
  const named = inUse(view).flatMap((measure) => namesIn(measure.title).map((name) => ({ name, measure })));
  const namesOf = phraseFinder(named.map(({ name }) => name));
  const planned = new Map<string, Milestone[]>();
  for (const milestone of view.milestones.filter(isOpen)) {
    for (const name of namesOf(milestone.title)) planned.set(name, [...(planned.get(name) ?? []), milestone].slice(0, MOST_PLANNED));
  }
  return named.flatMap(({ name, measure }): readonly Said[] => {
    const work = planned.get(name) ?? [];
    const linked = new Set(view.dependentsOf(measure.code).map(({ from }) => from));
    if (work.length === 0 || work.some(({ objective, code }) => objective === measure.objective || linked.has(code))) return [];
    const [first] = work;
    return [
      {
        severity: 'MEDIUM',
        subject: measure.code,
        message: `${measure.code} of ${measure.objective} measures “${name}”, which ${first.objective} delivers (${first.code}).`,
        remedy: `Let ${first.code} and ${measure.code} stand under one objective, or let one depend on the other.`,
        sources: readAt(measure, first),
      },
    ];
  });
}

/** Enough of the milestones that speak of one name to see whose they are. */
const MOST_PLANNED = 20;

/** A strand with work has a measure. */
export const R19 = rule('R19', (view) =>
  standing(view).flatMap((objective) => {
    const measured = new Set(
      view
        .measuresOf(objective.code)
        .filter(counts)
        .map(({ strand }) => strand),
    );
    const worked = new Set(objective.milestones.filter(isOpen).flatMap(({ strand = [] }) => strand));
    return [...worked]
      .filter((strand) => !measured.has(strand))
      .map((strand) => ({
        severity: 'MEDIUM' as const,
        subject: objective.code,
        message: `Strand “${strand}” of ${objective.code} has milestones and no measure.`,
        remedy: `Define a measure of “${strand}”, or move one to it.`,
        sources: readAt(
          objective.milestones.find((one) => one.strand === strand),
          objective,
        ),
      }));
  }),
);

const counts = ({ status, duplicateOf }: Measure): boolean => status !== 'WITHDRAWN' && duplicateOf === undefined;

/** Some measure covers every year in which an objective has work to do. */
export const R20 = rule('R20', (view) =>
  standing(view).flatMap((objective): readonly Said[] => {
    const measures = view.measuresOf(objective.code).filter((one) => counts(one) && (one.inBody || one.inFigure15));
    if (measures.length === 0) return [];
    const bare = view.years.filter(({ startsOn, endsOn }) => {
      const active = objective.milestones.some((one) => isOpen(one) && one.window.startsOn <= endsOn && one.window.endsOn >= startsOn);
      return active && !measures.some((measure) => covers(measure, startsOn));
    });
    if (bare.length === 0) return [];
    const years = listed(bare.map(({ year }) => `Year ${year}`));
    return [
      {
        severity: 'MEDIUM',
        subject: objective.code,
        message: `${objective.code} has work in ${years}, and no measure looks so far: ${listed(measures.map(({ code }) => code))}.`,
        remedy: `Define a measure of ${objective.code} for ${years}.`,
        sources: readAt(...measures),
      },
    ];
  }),
);

/** What is observed goes on being observed; what is to be delivered is over with its last day. */
function covers({ kind, targets, cadence }: Measure, from: string): boolean {
  if (kind !== 'DELIVERABLE' || cadence !== undefined || targets.length === 0) return true;
  return targets.some((target) => (dueDayOf(target) ?? from) >= from);
}
