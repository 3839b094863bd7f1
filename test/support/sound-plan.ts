import { findingsOf, type DomainEvent, type PlanView, type RecordedFinding } from '#libs/domain';
import { on, type Fact } from './given.js';
import { defined } from './measures.js';
import { added, milestone, started } from './objectives.js';
import { threeEditions } from './plans.js';
import { planOn } from './row-source.js';

type Told = DomainEvent | Fact;

/** What is told of a plan beside what makes it sound: of its own stream, its objectives, measures and register, each by code. */
export interface Beside {
  readonly plan?: readonly Told[];
  readonly objectives?: Readonly<Record<string, readonly Told[]>>;
  /** Objectives of which nothing else is told. */
  readonly bare?: Readonly<Record<string, readonly Told[]>>;
  readonly measures?: Readonly<Record<string, readonly Told[]>>;
  readonly register?: Readonly<Record<string, readonly Told[]>>;
}

export const START = '2025-04-01';

const asFact = (told: Told): Fact => ('event' in told ? told : { on: START, event: told });

/** Facts of an objective that lacks nothing. */
const soundObjective = (code: string): readonly DomainEvent[] => [
  added(code, `Objective ${code}`),
  started(code),
  milestone(`${code}-m01`, { title: `Service of ${code} opened` }),
  { type: 'InequalityActionSet', data: { objective: code, action: 'Outreach to those least served' } },
  { type: 'FundingPositionSet', data: { objective: code, position: 'EXISTING_RESOURCES' } },
];

const lead = (ambition: number): DomainEvent => ({
  type: 'AccountablePostAssigned',
  data: { ambition, post: 'Director of Care', organisation: 'ICB', lead: true },
});

/**
 * A plan of one objective, `4b`, with one milestone and one measure, that no rule finds anything in; and what is told beside.
 * Another objective that is told of has all its parts too. A measure of another code than `4b-k1` is told from its definition on.
 */
export function planWith(
  { plan = [], objectives = {}, bare = {}, measures = {}, register = {} }: Beside = {},
  day = '2025-10-15',
  edition?: number,
): PlanView {
  const codes = [...new Set(['4b', ...Object.keys(objectives)])];
  const streams = (told: Readonly<Record<string, readonly Told[]>>): readonly (readonly Fact[])[] =>
    Object.values(told).map((facts) => facts.map(asFact));
  const ownMeasures = codes.map((code) => [
    defined(`${code}-k1`, { title: `People reached by ${code}` }),
    ...(measures[`${code}-k1`] ?? []),
  ]);
  const others = Object.entries(measures).filter(([code]) => !codes.some((objective) => code === `${objective}-k1`));
  const facts = {
    plan: [...threeEditions, ...on(START, lead(1), lead(4)), ...plan.map(asFact)],
    objectives: [...codes.map((code) => [...soundObjective(code), ...(objectives[code] ?? [])].map(asFact)), ...streams(bare)],
    measures: [...ownMeasures.map((facts) => facts.map(asFact)), ...streams(Object.fromEntries(others))],
    register: streams(register),
  };
  return planOn(day, facts, edition);
}

/** What one rule finds in a sound plan with something told beside. */
export const foundBy = (rule: string, told: Beside, day?: string): readonly RecordedFinding[] =>
  findingsOf(planWith(told, day)).filter((finding) => finding.rule === rule);
