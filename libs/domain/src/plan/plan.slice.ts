import { combine, erase } from '../decider.js';
import { publicationFindings } from '../rules/publication.js';
import type { Slice } from '../slice.js';
import { type AmbitionCommand, ambitions } from './ambition.decider.js';
import { publicationPoint } from './editions.js';
import { type EditionCommand, editions } from './plan.decider.js';
import { permanentPlanEvents, planCreations, planEvents, timelessPlanEvents } from './plan.events.js';
import { rollForwardGates } from './roll-forward.js';
import { ambitionProjection, editionProjection, planProjection } from './plan.projection.js';
import { type RuleSetCommand, ruleSetAdoption } from './rule-set.decider.js';

export type PlanCommand = EditionCommand | AmbitionCommand | RuleSetCommand;

const planDecider = combine(editions, ambitions, ruleSetAdoption);

/** A plan with its editions and ambitions. */
export const planSlice: Slice = {
  name: 'plan',
  keyOf: () => '',
  decider: erase(planDecider),
  projections: [planProjection, editionProjection, ambitionProjection],
  events: planEvents,
  timeless: timelessPlanEvents,
  creations: planCreations,
  permanent: permanentPlanEvents,
  gates: { PublishEdition: { at: publicationPoint, findings: publicationFindings }, ...rollForwardGates },
};
