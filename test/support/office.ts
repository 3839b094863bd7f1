import { addDays, type Day } from '#libs/domain';

/** Something that a programme office wants recorded: a command by its type, with the fields of its own. */
export interface Wish {
  readonly type: string;
  /** The objective in whose stream it belongs; absent where that is the plan's own. */
  readonly objective?: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly effectiveOn?: Day;
}

export const PLAN = 'jfp';
export const POST = 'Programme management office';
/** The day on which things happen, whatever the machine's clock says. */
export const ON = '2026-02-02';

/** As many streams as the real plan has, with as many milestones. */
export const OBJECTIVES = 21;
export const MILESTONES_EACH = 8;

const AMBITIONS = 8;
const FIRST_FORECAST = '2027-04-01';
const MOVES = 4_000;

export const objectiveCode = (index: number): string => `${(index % AMBITIONS) + 1}${'abc'[Math.floor(index / AMBITIONS)]}`;
export const milestoneCode = (objective: string, index: number): string => `${objective}-m${String(index + 1).padStart(2, '0')}`;

/** What makes the plan: one edition, its ambitions, and objectives with milestones. */
export function foundations(objectives = OBJECTIVES, milestonesEach = MILESTONES_EACH): readonly Wish[] {
  const ambitions = Array.from({ length: AMBITIONS }, (_, index): Wish => ({
    type: 'AddAmbition',
    fields: { number: index + 1, title: `Ambition ${index + 1}: people live longer in good health`, edition: 1 },
  }));
  return [
    { type: 'RegisterPlan', fields: { title: 'Joint forward plan', owner: { organisation: 'Integrated care board' } } },
    { type: 'OpenEdition', fields: { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' } },
    ...ambitions,
    ...Array.from({ length: objectives }, (_, index) => newObjective(objectiveCode(index), (index % AMBITIONS) + 1, milestonesEach)).flat(),
  ];
}

/** Adds an objective, starts it and gives it milestones. */
export function newObjective(code: string, ambition: number, milestones: number): readonly Wish[] {
  return [
    { type: 'AddObjective', objective: code, fields: { code, ambition, title: `Improve pathway ${code} for everyone`, edition: 1 } },
    { type: 'StartObjective', objective: code, fields: { objective: code }, effectiveOn: '2025-04-01' },
    ...Array.from({ length: milestones }, (_, index) => newMilestone(code, index)),
  ];
}

export function newMilestone(objective: string, place: number): Wish {
  const fields = {
    objective,
    milestone: milestoneCode(objective, place),
    title: 'Commission the community pathway with its partners and review the evidence of the first phase',
    window: { fromYear: (place % 4) + 1, toYear: (place % 4) + 2 },
    certainty: 'COMMITTED',
    nature: 'CONTINUE',
    edition: 1,
  };
  return { type: 'AddMilestone', objective, fields };
}

/** The `round`-th thing that happens to a milestone: delayed, resumed, forecast afresh, over and over. Each is a new fact. */
export function milestoneHappening(objective: string, place: number, round: number): Wish {
  const milestone = milestoneCode(objective, place);
  const move = Math.floor(round / 3) % MOVES;
  if (round % 3 === 0) {
    const fields = { milestone, reason: 'FUNDING', newEnd: addDays(FIRST_FORECAST, MOVES + move) };
    return { type: 'DelayMilestone', objective, fields, effectiveOn: ON };
  }
  if (round % 3 === 1) return { type: 'StartMilestone', objective, fields: { milestone }, effectiveOn: ON };
  const fields = { milestone, forecast: addDays(FIRST_FORECAST, move), reason: 'The bid was decided' };
  return { type: 'ReforecastMilestone', objective, fields, effectiveOn: ON };
}

/** What an office puts beside every fact. */
export const remarks = (
  index: number,
): { readonly note: string; readonly source: { readonly document: string; readonly line: number }; readonly onBehalfOf: string } => ({
  note: 'Board minutes, agreed without dissent',
  source: { document: 'Board minutes 2026-02-02', line: (index % 400) + 1 },
  onBehalfOf: POST,
});

const RECEIPT = 'receipt { commandId stream revision entries { number type } recordedAt replayed unchanged projected }';

/** A wish as a GraphQL request for its receipt. */
export function requestFor(
  { type, fields, effectiveOn }: Wish,
  commandId: string,
  more: object = {},
): { readonly query: string; readonly variables: object } {
  const mutation = type.charAt(0).toLowerCase() + type.slice(1);
  const query = `mutation($input: ${type}!) { result: ${mutation}(input: $input) {
    __typename ... on ${resultOf(type)} { ${RECEIPT} } ... on Refusal { code message }
  } }`;
  return { query, variables: { input: { plan: PLAN, commandId, ...fields, ...(effectiveOn !== undefined && { effectiveOn }), ...more } } };
}

function resultOf(type: string): string {
  if (type === 'RetractEntry') return 'EntryRetracted';
  if (type.includes('Milestone') || type === 'ConfirmContinuing') return 'MilestoneRecorded';
  return type.includes('Objective') || type.includes('Partner') ? 'ObjectiveRecorded' : 'PlanRecorded';
}
