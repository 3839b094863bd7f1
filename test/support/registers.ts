import { registerSlice, type Context, type DomainEvent } from '#libs/domain';
import { given } from './given.js';
import { plan } from './plans.js';

/** Tests of one entry of the register, in a plan whose third edition (2025/26 to 2029/30) is current. */
export const register = (context: Partial<Context> = {}): ReturnType<typeof given> => given(registerSlice, { plan, ...context });

/** A strategy, unless said otherwise. */
export const entry = (code = 'people-plan', fields: Readonly<Record<string, unknown>> = {}): DomainEvent => ({
  type: 'RegisterEntryAdded',
  data: {
    code,
    kind: 'STRATEGY',
    name: 'People Plan',
    aliases: [],
    details: { owner: 'ICS', state: 'PUBLISHED' },
    figures: [],
    links: [],
    sourceLines: [],
    ...fields,
  },
});

export const found = (code = 'D001', fields: Readonly<Record<string, unknown>> = {}): DomainEvent => ({
  type: 'DiscrepancyFound',
  data: {
    code,
    about: ['5a'],
    category: 'DATE_LABEL',
    severity: 'HIGH',
    where: 'Objective 5a key dates',
    what: 'Year 2 is labelled as Year 1.',
    rule: 'R01',
    sourceLines: [2325, 2315],
    ...fields,
  },
});
