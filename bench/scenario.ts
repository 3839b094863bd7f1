import { addDays, catalog, sliceOf, type Context, type PlanState } from '#libs/domain';
import { commandHash, decoder, Recorder, StreamState, systemClock, type Ask, type EventLog } from '#libs/ledger';
import {
  milestoneCode,
  milestoneHappening,
  MILESTONES_EACH,
  objectiveCode,
  OBJECTIVES,
  ON,
  PLAN,
  remarks,
  type Wish,
} from '../test/support/office.js';
import { Chance } from '../test/support/chance.js';
import { byCallers } from './callers.js';

export const TENANT = 'main';

export const decode = decoder(catalog);

/** Things that happen one after the other, each to an objective that chance picks, one milestone after the other. Every one is a new fact. */
export function happenings(count: number, objectives = OBJECTIVES): readonly Wish[] {
  const chance = new Chance(1);
  const turns = new Array<number>(objectives).fill(0);
  return Array.from({ length: count }, () => {
    const objective = chance.below(objectives);
    const turn = turns[objective]++;
    return milestoneHappening(objectiveCode(objective), turn % MILESTONES_EACH, Math.floor(turn / MILESTONES_EACH));
  });
}

/** The `index`-th of things that may happen in any order: each is a new fact, whatever came before. */
export function looseHappening(index: number): Wish {
  const objective = objectiveCode(index % OBJECTIVES);
  const turn = Math.floor(index / OBJECTIVES);
  if (index % 4 === 0) {
    const fields = { objective, summary: `What the pathway is for, as written the ${index}th time`, reason: 'The board asked for it' };
    return { type: 'RescopeObjective', objective, fields, effectiveOn: ON };
  }
  const fields = {
    milestone: milestoneCode(objective, turn % MILESTONES_EACH),
    forecast: addDays(ON, 1 + (index % 100_000)),
    reason: 'The bid was decided',
  };
  return { type: 'ReforecastMilestone', objective, fields, effectiveOn: ON };
}

export const FIRST_DAY = '2025-05-01';
const DAYS = 500;
const LATE_EVERY = 31;

/** The `index`-th of `count` things that happen on days that go on with them; one in a hundred is told late. */
export function historicHappening(index: number, count: number): Wish {
  const turn = Math.floor(index / OBJECTIVES);
  const wish = milestoneHappening(objectiveCode(index % OBJECTIVES), turn % MILESTONES_EACH, Math.floor(turn / MILESTONES_EACH));
  const day = Math.floor((index * DAYS) / count);
  if (wish.type !== 'ReforecastMilestone' || index % LATE_EVERY !== 0) return { ...wish, effectiveOn: addDays(FIRST_DAY, day) };
  const fields = { milestone: wish.fields.milestone, forecast: addDays('2028-01-01', index % 300), reason: 'Told late' };
  return { type: 'ReforecastMilestone', objective: wish.objective, fields, effectiveOn: addDays(FIRST_DAY, Math.floor(day * 0.7)) };
}

export function askOf(wish: Wish, index: number, commandId: string, context: () => Context, tenant = TENANT): Ask {
  const slice = sliceOf(wish.objective === undefined ? 'plan' : 'objective');
  if (slice === undefined) throw new TypeError(`There is no slice for ${wish.type}.`);
  const { note, source, onBehalfOf } = remarks(index);
  const { effectiveOn } = wish;
  return {
    stream: { slice: slice.name, tenant, plan: PLAN, key: wish.objective ?? '' },
    type: wish.type,
    payload: wish.fields,
    commandId,
    commandHash: commandHash(wish.type, { plan: PLAN, ...wish.fields, note, source, onBehalfOf, effectiveOn }),
    note,
    source,
    onBehalfOf,
    ...(effectiveOn !== undefined && { effectiveOn }),
    actor: 'bench',
    correlationId: `request-${index}`,
    deadline: Date.now() + 600_000,
    context,
  };
}

export function recorderOn(log: EventLog): Recorder {
  return new Recorder({
    log,
    catalog,
    decode,
    clock: systemClock,
    lastRecordedAt: () => undefined,
    streamOfCommand: () => undefined,
    lastRevision: () => undefined,
  });
}

/** What the plan's own stream says, as the views of an API would hand it to a decision. */
export async function planContext(log: EventLog, tenant = TENANT): Promise<() => Context> {
  const slice = sliceOf('plan');
  if (slice === undefined) throw new TypeError('There is no slice plan.');
  const state = new StreamState(slice);
  for await (const stored of log.readStream(`plan-${tenant}.${PLAN}`, 0)) state.add([decode(stored)]);
  const context: Context = { today: ON, ...(state.revision >= 0 && { plan: state.rows as unknown as PlanState }) };
  return () => context;
}

/** Records wishes one after the other; throws at the first that does not come to an entry. */
export async function recordAll(log: EventLog, wishes: readonly Wish[], prefix: string, tenant = TENANT): Promise<void> {
  const recorder = recorderOn(log);
  let context = await planContext(log, tenant);
  for (const [index, wish] of wishes.entries()) {
    const outcome = await recorder.record(askOf(wish, index, `${prefix}-${index}`, context, tenant));
    if (outcome.kind !== 'RECORDED') throw new Error(`${wish.type} came to ${JSON.stringify(outcome)}`);
    if (wish.objective === undefined) context = await planContext(log, tenant);
  }
}

/** Makes a plan's log of about `count` more entries, with late facts among them. */
export async function recordHistory(log: EventLog, count: number): Promise<void> {
  const recorder = recorderOn(log);
  const context = await planContext(log);
  await byCallers(500, count, async (index) => {
    const outcome = await recorder.record(askOf(historicHappening(index, count), index, `h-${index}`, context));
    if (outcome.kind === 'REFUSED') throw new Error(`entry ${index}: ${JSON.stringify(outcome.refusal)}`);
  });
}
