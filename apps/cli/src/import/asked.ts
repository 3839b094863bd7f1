import { createHash } from 'node:crypto';
import {
  compact,
  vagueDay,
  type Day,
  type MeasureCommand,
  type ObjectiveCommand,
  type Payload,
  type PlanCommand,
  type Precision,
  type RegisterCommand,
  type Source,
} from '#libs/domain';
import { yearsOfEdition, type Folder } from './layout.js';

/** The mutations that an import sends, and the type of the answer to each where it is not a refusal. */
export const ANSWERS = {
  registerPlan: 'PlanRecorded',
  openEdition: 'PlanRecorded',
  recordEditionChange: 'PlanRecorded',
  recordRefreshGuidance: 'PlanRecorded',
  recordOpinion: 'PlanRecorded',
  publishEdition: 'PlanRecorded',
  makeEditionCurrent: 'PlanRecorded',
  addAmbition: 'PlanRecorded',
  recastAmbition: 'PlanRecorded',
  assignAccountablePost: 'PlanRecorded',
  setDeliveryOutlook: 'PlanRecorded',
  addObjective: 'ObjectiveRecorded',
  renameObjective: 'ObjectiveRecorded',
  rescopeObjective: 'ObjectiveRecorded',
  startObjective: 'ObjectiveRecorded',
  addStrand: 'ObjectiveRecorded',
  planDisposition: 'ObjectiveRecorded',
  setInequalityAction: 'ObjectiveRecorded',
  linkOversight: 'ObjectiveRecorded',
  linkPartner: 'ObjectiveRecorded',
  recordTitleVariant: 'ObjectiveRecorded',
  scheduleReview: 'ObjectiveRecorded',
  alignObjective: 'ObjectiveRecorded',
  setFundingPosition: 'ObjectiveRecorded',
  declareDependency: 'ObjectiveRecorded',
  raiseRisk: 'ObjectiveRecorded',
  recordCommitment: 'ObjectiveRecorded',
  addMilestone: 'MilestoneRecorded',
  defineMeasure: 'MeasureRecorded',
  setBaseline: 'MeasureRecorded',
  setTarget: 'MeasureRecorded',
  setTrajectory: 'MeasureRecorded',
  addBenchmark: 'MeasureRecorded',
  recordObservation: 'MeasureRecorded',
  linkDuplicateMeasure: 'MeasureRecorded',
  addRegisterEntry: 'RegisterEntryRecorded',
  reportDiscrepancy: 'DiscrepancyRecorded',
  resolveDiscrepancy: 'DiscrepancyRecorded',
} as const;

export type Mutation = keyof typeof ANSWERS;

/** The command that a mutation records, and the name of its input. */
export const typeOf = <M extends Mutation>(mutation: M): Capitalize<M> =>
  `${mutation[0].toUpperCase()}${mutation.slice(1)}` as Capitalize<M>;

/** One mutation that a folder asks for, and the place that asks for it. */
export interface Asked {
  readonly mutation: Mutation;
  readonly input: {
    readonly commandId: string;
    readonly plan: string;
    readonly source: Required<Source>;
    readonly effectiveOn?: Day;
    readonly precision?: Precision;
    readonly note?: string;
  };
  readonly file: string;
  readonly path: string;
}

type Fields<M extends Mutation> = Omit<
  Payload<PlanCommand | ObjectiveCommand | MeasureCommand | RegisterCommand, Capitalize<M>>,
  'plan'
> & {
  readonly effectiveOn?: Day;
  readonly precision?: Precision;
  readonly note?: string;
};

/** What one place of a file says: where it stands, what it is about, and the fields of the mutation. */
export interface Said<M extends Mutation> {
  readonly path: string;
  readonly line: number;
  /** The code of the thing. */
  readonly about: string | number;
  /** What tells it from others of that code where there are several: a name. */
  readonly name?: string;
  readonly fields: Fields<M>;
}

export type Ask = <M extends Mutation>(mutation: M, said: Said<M>) => Asked;

/** Command ids are the same in every run: what is done to what. A name is given as its digest, an id being short and plain. */
function commandId(plan: string, mutation: Mutation, { about, name }: Pick<Said<Mutation>, 'about' | 'name'>): string {
  const digest = name === undefined ? '' : `:${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
  return `${plan}:${mutation}:${about}${digest}`;
}

/** Asks in the name of a file, with the document that the file was read from as source. */
export function askFrom({ plan }: Folder, file: string, document: string): Ask {
  return (mutation, said) => ({
    mutation,
    file,
    path: said.path,
    input: compact({
      commandId: commandId(plan.plan, mutation, said),
      plan: plan.plan,
      source: { document: plan.documents[document], line: said.line },
      ...said.fields,
    }),
  });
}

/** The day from which the content of an edition is true: the first of its Year 1. */
export function firstDayOf(folder: Folder, edition: number): string {
  const years = yearsOfEdition(folder, edition);
  if (years === undefined) throw new Error(`edition ${edition} passed the checks although it is unknown`);
  return years[0].startsOn;
}

/** The day that a vague date stands for, and how exactly it is known. */
export function dated(written: string): { readonly effectiveOn: Day; readonly precision: Precision } {
  const known = vagueDay(written);
  if (known === undefined) throw new Error(`${written} passed the checks although it is no date`);
  return { effectiveOn: known.day, precision: known.precision };
}
