import * as fc from 'fast-check';
import { measureSlice, objectiveSlice, planSlice, registerSlice, type DomainEvent, type Slice } from '#libs/domain';
import type { StreamLog } from '#libs/ledger';
import { on, type Fact } from './given.js';
import { record } from './history.js';
import { measureCommands } from './measure-commands.js';
import { objectiveCommands } from './objective-commands.js';
import { planCommands } from './plan-commands.js';
import { threeEditions } from './plans.js';
import { registerCommands } from './register-commands.js';
import { retraction, tell, type Told } from './tiny-ledger.js';

/** An entry to be, and the stream that it goes to. */
export interface Step {
  readonly stream: string;
  readonly told: Told;
}

const TENANT = 'acme';
const START = '2025-04-01';

const begun: readonly Fact[] = on(
  START,
  { type: 'ObjectiveAdded', data: { objective: '4b', ambition: 4, edition: 3, title: 'Mental health collaboratives' } },
  { type: 'ObjectiveStarted', data: { objective: '4b' } },
);

const streamOf = (slice: Slice, { data }: DomainEvent): string => {
  const key = slice === planSlice ? '' : `.${slice === objectiveSlice ? '4b' : slice.keyOf(data as Record<string, unknown>)}`;
  return `${slice.name}-${TENANT}.jfp${key}`;
};

/**
 * The entries of plan `jfp`, as random commands make them: streams woven into each other, and now and then something
 * taken back. What makes the plan and its editions comes first.
 */
export const histories: fc.Arbitrary<readonly Step[]> = fc
  .record({
    asked: fc.tuple(planCommands, objectiveCommands, measureCommands, registerCommands),
    order: fc.infiniteStream(fc.nat(3)),
    slips: fc.infiniteStream(fc.nat(99)),
  })
  .map(({ asked: [ofPlan, ofObjective, ofMeasure, ofRegister], order, slips }) => {
    const lanes = [
      stepsOf(planSlice, record(planSlice, ofPlan, undefined, threeEditions).slice(threeEditions.length)),
      stepsOf(objectiveSlice, record(objectiveSlice, ofObjective, undefined, begun)),
      stepsOf(measureSlice, record(measureSlice, ofMeasure)),
      stepsOf(registerSlice, record(registerSlice, ofRegister)),
    ];
    return [...stepsOf(planSlice, threeEditions), ...woven(lanes, order, slips)];
  });

const stepsOf = (slice: Slice, facts: readonly Fact[]): Step[] =>
  facts.map(({ event, on: day }, index) => ({
    stream: streamOf(slice, event),
    told: { event, on: day, recordedAt: `2025-10-${String((index % 28) + 1).padStart(2, '0')}T09:00:00.000Z` },
  }));

function woven(lanes: Step[][], order: Iterator<number>, slips: Iterator<number>): readonly Step[] {
  const steps: Step[] = [];
  const revisions = new Map<string, number>();
  const add = (step: Step): void => {
    revisions.set(step.stream, (revisions.get(step.stream) ?? -1) + 1);
    steps.push(step);
  };
  for (let left = lanes.filter((lane) => lane.length > 0); left.length > 0; left = left.filter((lane) => lane.length > 0)) {
    const step = left[Number(order.next().value) % left.length].shift();
    if (step === undefined) break;
    add(step);
    const [slip, last] = [Number(slips.next().value), revisions.get(step.stream) ?? 0];
    if (slip < 10 && !step.stream.startsWith('plan-')) add({ stream: step.stream, told: retraction(slip % (last + 1)) });
  }
  return steps;
}

/** Records a history as it is. */
export async function tellAll(log: StreamLog, steps: readonly Step[]): Promise<void> {
  for (const { stream, told } of steps) await tell(log, stream, told);
}
