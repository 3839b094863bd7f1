import { addDays, catalog, sliceOf, type Context, type PlanState } from '#libs/domain';
import { commandHash, decoder, Recorder, StreamState, systemClock, type Ask, type EventLog } from '#libs/ledger';

/** As many streams and milestones as the real plan has. */
export const OBJECTIVES = 21;
export const MILESTONES_EACH = 8;

export const TENANT = 'main';
export const PLAN = 'jfp';
const TODAY = '2026-02-02';
const FIRST_FORECAST = '2027-04-01';

export const objectiveCode = (index: number): string => `${(index % 8) + 1}${'abc'[Math.floor(index / 8)]}`;
const milestoneCode = (objective: string, index: number): string => `${objective}-m${String(index + 1).padStart(2, '0')}`;

export const decode = decoder(catalog);

/** The lines of a command: its type and the fields of its own. */
export interface Wish {
  readonly type: string;
  readonly objective?: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly effectiveOn?: string;
}

/** What makes the plan: one edition, its ambitions, 21 objectives with eight milestones each. */
export function foundations(): readonly Wish[] {
  const ambitions = Array.from({ length: 8 }, (_, index): Wish => ({
    type: 'AddAmbition',
    fields: { number: index + 1, title: `Ambition ${index + 1}: people live longer in good health`, edition: 1 },
  }));
  return [
    { type: 'RegisterPlan', fields: { title: 'Joint forward plan', owner: { organisation: 'Integrated care board' } } },
    { type: 'OpenEdition', fields: { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' } },
    ...ambitions,
    ...Array.from({ length: OBJECTIVES }, (_, index) => objective(objectiveCode(index), (index % 8) + 1)).flat(),
  ];
}

function objective(code: string, ambition: number): readonly Wish[] {
  const milestones = Array.from({ length: MILESTONES_EACH }, (_, index): Wish => {
    const fields = {
      objective: code,
      milestone: milestoneCode(code, index),
      title: 'Commission the community pathway with its partners and review the evidence of the first phase',
      window: { fromYear: (index % 4) + 1, toYear: (index % 4) + 2 },
      certainty: 'COMMITTED',
      nature: 'CONTINUE',
      edition: 1,
    };
    return { type: 'AddMilestone', objective: code, fields };
  });
  return [
    { type: 'AddObjective', objective: code, fields: { code, ambition, title: `Improve pathway ${code} for everyone`, edition: 1 } },
    { type: 'StartObjective', objective: code, fields: { objective: code }, effectiveOn: '2025-04-01' },
    ...milestones,
  ];
}

/**
 * The `index`-th thing that happens: to one objective after the other, one milestone after the other, each delayed, resumed
 * and forecast afresh, over and over. Every one is a new fact.
 */
export function happening(index: number, objectives = OBJECTIVES): Wish {
  const code = objectiveCode(index % objectives);
  const turn = Math.floor(index / objectives);
  return milestoneHappening(code, turn % MILESTONES_EACH, Math.floor(turn / MILESTONES_EACH));
}

/** The `round`-th thing that happens to one milestone. */
export function milestoneHappening(objective: string, place: number, round: number): Wish {
  const milestone = milestoneCode(objective, place);
  const move = Math.floor(round / 3) % 150;
  if (round % 3 === 0) {
    return { type: 'DelayMilestone', objective, fields: { milestone, reason: 'FUNDING', newEnd: addDays(FIRST_FORECAST, 2000 + move) } };
  }
  if (round % 3 === 1) return { type: 'StartMilestone', objective, fields: { milestone } };
  return { type: 'ReforecastMilestone', objective, fields: { milestone, forecast: addDays(FIRST_FORECAST, move), reason: 'The bid was decided' } };
}

/** The fields that every command of an office carries. */
export const office = (index: number): { readonly note: string; readonly source: { document: string; line: number }; readonly onBehalfOf: string } => ({
  note: 'Board minutes, agreed without dissent',
  source: { document: 'Board minutes 2026-02-02', line: (index % 400) + 1 },
  onBehalfOf: 'Programme management office',
});

export function askOf(wish: Wish, index: number, commandId: string, context: () => Context): Ask {
  const slice = sliceOf(wish.objective === undefined ? 'plan' : 'objective');
  if (slice === undefined) throw new TypeError(`There is no slice for ${wish.type}.`);
  const { note, source, onBehalfOf } = office(index);
  const { effectiveOn } = wish;
  return {
    stream: { slice: slice.name, tenant: TENANT, plan: PLAN, key: wish.objective ?? '' },
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
    deadline: Date.now() + 60_000,
    context,
  };
}

export function recorderOn(log: EventLog): Recorder {
  return new Recorder({ log, catalog, decode, clock: systemClock, lastRecordedAt: () => undefined, streamOfCommand: () => undefined });
}

/** What the plan's own stream says, as the views of an API would hand it to a decision. */
export async function planContext(log: EventLog): Promise<() => Context> {
  const slice = sliceOf('plan');
  if (slice === undefined) throw new TypeError('There is no slice plan.');
  const state = new StreamState(slice);
  for await (const stored of log.readStream(`plan-${TENANT}.${PLAN}`, 0)) state.add([decode(stored)]);
  const context: Context = { today: TODAY, ...(state.revision >= 0 && { plan: state.rows as unknown as PlanState }) };
  return () => context;
}

/** Records wishes one after the other; throws at the first that does not come to an entry. */
export async function recordAll(log: EventLog, wishes: readonly Wish[], prefix: string): Promise<void> {
  const recorder = recorderOn(log);
  let context = await planContext(log);
  for (const [index, wish] of wishes.entries()) {
    const outcome = await recorder.record(askOf(wish, index, `${prefix}-${index}`, context));
    if (outcome.kind !== 'RECORDED') throw new Error(`${wish.type} came to ${JSON.stringify(outcome)}`);
    if (wish.objective === undefined) context = await planContext(log);
  }
}
