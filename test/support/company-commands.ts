import * as fc from 'fast-check';
import { anyDay, edition, milestone, objective, optional, organisation, post, text, window } from './arbitraries.js';

const dependency = fc.constantFrom('4b-d01', '4b-d02');
const risk = fc.constantFrom('4b-r01', '4b-r02');
const score = fc.integer({ min: 0, max: 6 });
const status = fc.constantFrom('COMPLETED', 'IN_PROGRESS', 'DELAYED', 'NOT_STARTED');
const funding = {
  position: fc.constantFrom('SECURED', 'NATIONAL_TIME_LIMITED', 'UNFUNDED'),
  until: optional(anyDay),
  untilBasis: optional(fc.constantFrom('STATED', 'INFERRED')),
  text: optional(text),
} as const;
const target = fc.oneof(
  fc.record({ kind: fc.constant('MILESTONE'), ref: fc.constantFrom('4b-m01', '4b-m02', '9z-m01') }),
  fc.record({ kind: fc.constant('MEASURE'), ref: fc.constantFrom('8a-k4', '4b-k1') }),
  fc.record({ kind: fc.constant('OBJECTIVE'), ref: fc.constantFrom('4b', '4a') }),
  fc.record({ kind: fc.constantFrom('PROGRAMME', 'FUNDING'), ref: text }),
);
/** Said of an objective or of a milestone; now and then of both or of neither. */
const answered = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<
  T & { objective?: string; milestone?: string }
> =>
  fc
    .tuple(fc.record(fields), fc.record({ objective: optional(objective), milestone: optional(milestone) }))
    .map(([told, subject]) => ({ ...told, ...subject }));

/** An arbitrary for every command on what is kept beside an objective: money, dependencies, risks, promises and accounts. */
export const companyFields = {
  SetFundingPosition: fc.record({ objective, ...funding }),
  ChangeFundingPosition: fc.record({ objective, ...funding, reason: text }),
  RecordFundingAward: fc.record({
    objective,
    amount: fc.integer({ min: -1, max: 3 }),
    period: fc.constantFrom('2025/26', '2026/27'),
    funder: optional(text),
  }),
  DeclareDependency: fc.record({
    objective,
    dependency: optional(dependency),
    from: optional(fc.constantFrom('4b', '4b-m01', '4b-m02', '4b-k1')),
    to: target,
    relation: optional(fc.constantFrom('DEPENDS_ON', 'RELATED')),
    basis: optional(fc.constantFrom('STATED', 'INFERRED')),
    leadMonths: optional(fc.integer({ min: 0, max: 24 })),
    text: optional(text),
  }),
  SatisfyDependency: fc.record({ dependency, evidence: optional(text) }),
  BreakDependency: fc.record({ dependency, reason: text }),
  WaiveDependency: fc.record({ dependency, reason: text }),
  RaiseRisk: fc.record({
    objective,
    risk,
    kind: fc.constantFrom('CAPACITY', 'FUNDING'),
    text,
    likelihood: optional(score),
    impact: optional(score),
  }),
  ScoreRisk: fc.record({ risk, likelihood: optional(score), impact: optional(score), reason: optional(text) }),
  CloseRisk: fc.record({ risk, reason: text }),
  RecordCommitment: fc.record({
    objective,
    commitment: fc.constantFrom('4b-c01', '4b-c02'),
    title: text,
    window: optional(window),
    dueOn: optional(anyDay),
    edition,
  }),
  AssignDeliveryLead: answered({ post, organisation, deputy: optional(post) }),
  EndDeliveryLead: answered({ post, reason: text }),
  DeclareStatus: answered({ status, reason: text }),
  AssureStatus: answered({ status, post, text: optional(text) }),
  RecordPeriodUpdate: fc.record({
    objective,
    periodEnd: fc.oneof(fc.constantFrom('2025-03-31', '2025-09-30', '2026-03-31'), anyDay),
    achieved: optional(text),
    next: optional(text),
    helpNeeded: optional(text),
    confidence: optional(fc.constantFrom('HIGH', 'LOW')),
    nil: optional(fc.boolean()),
  }),
} as const;
