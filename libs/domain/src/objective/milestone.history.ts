import { onceFor } from '../once.js';
import type { PlanView, RowSource } from '../plan-view.js';
import type { ToldEvent } from '../projection.js';
import { BASELINING } from './baselines.js';
import { FORESEEING, forecastsIn } from './forecast.js';
import { objectiveOfMilestone } from './subject.js';

/** What was promised and foreseen of milestones under their codes: read from the entries behind an objective's, all at once. */
export function milestoneHistories(source: RowSource): Pick<PlanView, 'forecastsOf' | 'baselineEntriesOf'> {
  const toldIn = onceFor((objective: string) => source.told('milestone', objective, [...FORESEEING, ...BASELINING]));
  const toldOf = (milestone: string, types: readonly string[]): readonly ToldEvent[] =>
    (toldIn(objectiveOfMilestone(milestone)).get(milestone) ?? []).filter(({ event }) => types.includes(event.type));
  return {
    forecastsOf: onceFor((milestone: string) => forecastsIn(toldOf(milestone, FORESEEING))),
    baselineEntriesOf: (milestone) => toldOf(milestone, BASELINING).map(({ entry }) => entry),
  };
}
