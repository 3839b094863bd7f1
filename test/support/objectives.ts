import { objectiveSlice, type Context, type DomainEvent } from '#libs/domain';
import { given } from './given.js';
import { plan } from './plans.js';

/** Tests of an objective, in a plan whose third edition (2025/26 to 2029/30) is current. */
export const objective = (context: Partial<Context> = {}): ReturnType<typeof given> => given(objectiveSlice, { plan, ...context });

export const added = (code = '4b', title = 'Mental health collaboratives'): DomainEvent => ({
  type: 'ObjectiveAdded',
  data: { objective: code, ambition: 4, edition: 3, title },
});

export const started = (code = '4b'): DomainEvent => ({ type: 'ObjectiveStarted', data: { objective: code } });

export const strand = (name: string, code = '4b'): DomainEvent => ({ type: 'StrandAdded', data: { objective: code, strand: name } });

export const retired = (receivers: readonly { strand?: string; receiver: string }[], code = '4b'): DomainEvent => ({
  type: 'ObjectiveRetiredToBusinessAsUsual',
  data: { objective: code, reason: 'Service established', receivers, handedOver: [] },
});

const years = (fromYear: number, toYear = fromYear): object => ({
  fromYear,
  toYear,
  startsOn: `${2024 + fromYear}-04-01`,
  endsOn: `${2025 + toYear}-03-31`,
});

/** A committed piece of work of Year 1, unless said otherwise. */
export const milestone = (code: string, fields: Readonly<Record<string, unknown>> = {}, window: object = years(1)): DomainEvent => ({
  type: 'MilestoneAdded',
  data: {
    objective: code.slice(0, code.lastIndexOf('-')),
    milestone: code,
    edition: 3,
    title: `Milestone ${code}`,
    window,
    certainty: 'COMMITTED',
    nature: 'DELIVER',
    ...fields,
  },
});

export { years };
