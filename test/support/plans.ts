import { planSlice, type DomainEvent, type PlanState } from '#libs/domain';
import { fold, on, type Fact } from './given.js';

export const registered: DomainEvent = {
  type: 'PlanRegistered',
  data: { plan: 'jfp', title: 'Joint Forward Plan', owner: { organisation: 'NHS Norfolk and Waveney ICB' } },
};

export const opened = (edition: number, firstFinancialYear: string): DomainEvent => ({
  type: 'EditionOpened',
  data: { edition, firstFinancialYear, refreshKind: 'FULL' },
});

export const published = (edition: number): DomainEvent => ({
  type: 'EditionPublished',
  data: { edition, dayUnknown: false, acknowledged: [], checkedAt: -1 },
});

export const current = (edition: number): DomainEvent => ({ type: 'EditionBecameCurrent', data: { edition } });

export const withdrawn = (edition: number): DomainEvent => ({
  type: 'EditionWithdrawn',
  data: { edition, reason: 'Superseded by guidance' },
});

export const ambition = (number: number, edition: number, title = `Ambition ${number}`): DomainEvent => ({
  type: 'AmbitionAdded',
  data: { ambition: number, edition, title },
});

/** A plan whose third edition, 2025/26 to 2029/30, is current; edition 2 was before it, edition 1 never was. */
export const threeEditions: readonly Fact[] = [
  ...on('2023-01-01', registered, opened(1, '2023/24'), opened(2, '2024/25'), opened(3, '2025/26')),
  ...on('2023-04-01', ambition(1, 1), ambition(4, 1)),
  ...on('2024-06-01', published(2), current(2)),
  ...on('2025-03-20', published(3)),
  ...on('2025-04-01', current(3)),
];

/** The same plan, rolled forward into edition 4 on the first day of its Year 1. */
export const fourEditions: readonly Fact[] = [
  ...threeEditions,
  ...on('2025-09-01', opened(4, '2026/27')),
  ...on('2026-03-20', published(4)),
  ...on('2026-04-01', current(4)),
];

/** The rows of a plan's own stream, as a context for the commands of an objective. */
export const planOf = (...facts: readonly Fact[]): PlanState => fold(planSlice, facts) as PlanState;

export const plan: PlanState = planOf(...threeEditions);
