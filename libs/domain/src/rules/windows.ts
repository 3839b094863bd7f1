import { later } from '../calendar.js';
import type { Edition, Milestone, PlanView } from '../plan-view.js';
import { dateOutsidePeriod } from '../measure/target.guards.js';
import { leavesThePlan, plannedDay, yearsSpokenOf } from '../objective/disposition.js';
import { dueOutsideWindow, resolveWindow } from '../objective/window.js';
import type { WindowInput } from '../objective/window.js';
import { isRefusal } from '../refusal.js';
import { inUse, isOpen, readAt, rule } from './looking.js';
import type { Said } from './looking.js';
import { printedSpan } from './printed-heading.js';

/** Year numbers and days agree: in the stored window, and in the heading under which the item was printed. */
export const R01 = rule('R01', ({ edition, milestones }) =>
  edition === undefined ? [] : milestones.flatMap((milestone) => [...storedWindow(milestone, edition), ...heading(milestone, edition)]),
);

function disagreement(window: WindowInput, edition: Edition): string | undefined {
  const resolved = resolveWindow(window, edition);
  return isRefusal(resolved) ? resolved.message : undefined;
}

function storedWindow(milestone: Milestone, edition: Edition): readonly Said[] {
  const wrong = disagreement(milestone.window, edition);
  if (wrong === undefined) return [];
  return [
    {
      severity: 'HIGH',
      subject: milestone.code,
      message: `The window of ${milestone.code} contradicts itself: ${wrong}`,
      remedy: `Approve a baseline of ${milestone.code} whose years and days agree.`,
      sources: readAt(milestone),
    },
  ];
}

function heading(milestone: Milestone, edition: Edition): readonly Said[] {
  const { code, printedHeading } = milestone;
  const span = printedHeading === undefined ? undefined : printedSpan(printedHeading);
  const wrong = span && disagreement(span, edition);
  if (wrong === undefined) return [];
  return [
    {
      severity: 'HIGH',
      subject: code,
      message: `${code} is printed under “${printedHeading}”, which contradicts itself: ${wrong}`,
      remedy: 'Correct the heading when the plan is next printed; the year number wins.',
      sources: readAt(milestone),
    },
  ];
}

/** No live item runs past the day on which its objective or strand is planned to leave the plan, or opens after it has left. */
export const R02 = rule('R02', (view) =>
  view.objectives.flatMap((objective) => {
    const plannedEnd = leavingDays(objective, view);
    return objective.milestones.flatMap((milestone): readonly Said[] => {
      const { code, window, addedOn } = milestone;
      const { end } = objective;
      const sources = readAt(milestone);
      // What was there before the end is passed on by it; only what came after has no place.
      if (end !== undefined && addedOn > end.on) {
        const message = `${code} was added for ${addedOn}, but its objective ended on ${end.on}.`;
        return [{ severity: 'HIGH', subject: code, message, remedy: `Take back ${code}, or the end of ${objective.code}.`, sources }];
      }
      const day = plannedEnd(milestone.strand);
      if (day === undefined || !isOpen(milestone) || window.endsOn <= day) return [];
      const message = `${code} runs until ${window.endsOn}, but its work is planned to leave the plan on ${day}.`;
      return [{ severity: 'HIGH', subject: code, message, remedy: `End the window of ${code} by ${day}, or plan a later end.`, sources }];
    });
  }),
);

type Leaving = PlanView['objectives'][number];

/** The day on which a strand, or the objective as a whole, is planned to leave the plan. */
function leavingDays(objective: Leaving, view: PlanView): (strand: string | undefined) => string | undefined {
  const { disposition } = objective;
  const years = yearsSpokenOf(objective, view);
  const own = disposition !== undefined && leavesThePlan(disposition) ? plannedDay(disposition, years) : undefined;
  const ofStrands = new Map(
    (disposition?.strands ?? []).map((one) => [one.strand, leavesThePlan(one) ? plannedDay(one, years) : undefined]),
  );
  return (strand) => (strand === undefined ? undefined : ofStrands.get(strand)) ?? own;
}

/** A year in which nothing is planned any more comes after the day on which the work is to be over. */
export const R05 = rule('R05', (view) =>
  view.objectives.flatMap((objective) => {
    const { code, disposition, milestones, end } = objective;
    if (disposition === undefined || end !== undefined) return [];
    const wholes = leavesThePlan(disposition) ? [{ name: code, planned: disposition, items: milestones }] : [];
    const byStrand = Map.groupBy(milestones, ({ strand }) => strand);
    const strands = disposition.strands
      .filter(leavesThePlan)
      .map((planned) => ({ name: `“${planned.strand}” of ${code}`, planned, items: byStrand.get(planned.strand) ?? [] }));
    return [...wholes, ...strands].flatMap(({ name, planned, items }): readonly Said[] => {
      const day = plannedDay(planned, yearsSpokenOf(objective, view));
      const last = lastDayOf(items);
      const empty = view.years.find(({ startsOn }) => last !== '' && startsOn > last);
      if (day === undefined || empty === undefined || day < empty.startsOn) return [];
      return [
        {
          severity: 'MEDIUM',
          subject: code,
          message: `Nothing is planned of ${name} after ${last}, yet it is to be over only on ${day}: Year ${empty.year} is left open.`,
          remedy: `Plan the end of ${name} for ${last}, or say what Year ${empty.year} is for.`,
          sources: readAt(objective),
        },
      ];
    });
  }),
);

const lastDayOf = (milestones: readonly Milestone[]): string => milestones.reduce((latest, { window }) => later(latest, window.endsOn), '');

/** A due day lies inside its window, a target day inside its period. */
export const R07 = rule('R07', (view) => [
  ...view.milestones.flatMap((milestone): readonly Said[] => {
    const { code, dueOn, window, firstDueOn, firstWindow } = milestone;
    const wrong = dueOutsideWindow(dueOn, window) ?? dueOutsideWindow(firstDueOn, firstWindow);
    if (wrong === undefined) return [];
    const remedy = `Approve a baseline of ${code} whose window holds its due day.`;
    return [{ severity: 'MEDIUM', subject: code, message: `${code}: ${wrong.message}`, remedy, sources: readAt(milestone) }];
  }),
  ...inUse(view).flatMap((measure) =>
    measure.targets.flatMap((target): readonly Said[] => {
      const wrong = dateOutsidePeriod(measure, target);
      if (wrong === undefined) return [];
      const remedy = `Change target ${target.number} of ${measure.code}.`;
      return [
        {
          severity: 'MEDIUM',
          subject: measure.code,
          message: `${measure.code}: ${wrong.message}`,
          remedy,
          sources: readAt(target, measure),
        },
      ];
    }),
  ),
]);
