import * as fc from 'fast-check';
import { addDays, type Day, type ObjectiveCommand, type PlanCommand, type RegisterCommand } from '#libs/domain';
import { anyDay, edition, milestone, objective, optional, organisation, post, text, window, year, type Fields } from './arbitraries.js';
import { companyFields } from './company-commands.js';

export { anyDay, optional, text, type Fields } from './arbitraries.js';

const strand = fc.constantFrom('Adult', 'Children');
const reason = fc.constantFrom('CAPACITY', 'FUNDING', 'OTHER');
const certainty = fc.constantFrom('COMMITTED', 'ASPIRATIONAL', 'TO_BE_DEFINED');
const nature = fc.constantFrom('DELIVER', 'CONTINUE', 'REVIEW', 'DISPOSITION', 'PLACEHOLDER');
const kind = fc.constantFrom('CONTINUE', 'RETIRE_TO_BAU', 'REVIEW_OR_RETIRE', 'REFRESH_OR_REPLACE', 'CONCLUDE');
const about = objective.map((code) => ({ objective: code }));
const aboutMilestone = milestone.map((code) => ({ milestone: code }));
const aboutAmbition = fc.integer({ min: 1, max: 3 }).map((ambition) => ({ ambition }));

/** Milestones that are there, or come to be by going on; the edition after theirs, and a window that it mostly has. */
const goingOn = fc.constantFrom('4b-m01', '4b-m02', '4b-m01', '4b-m02', '4b-m03', '4b-m04');
const next = fc.constantFrom(4, 4, 4, undefined, 3, 9);
const nextWindow = fc.oneof({ arbitrary: fc.constantFrom({ fromYear: 1, toYear: 2 }, undefined), weight: 5 }, window);

/** An arbitrary for every command of an objective: a command left out does not compile. */
const objectiveFields: Fields<ObjectiveCommand> = {
  AddObjective: fc.record({
    code: objective,
    ambition: fc.constantFrom(1, 4, 7),
    title: text,
    summary: optional(text),
    strands: optional(fc.array(strand, { maxLength: 2 })),
    edition,
  }),
  StartObjective: about,
  DelayObjective: fc.record({ objective, reason, newEnd: anyDay }),
  ResumeObjective: about,
  RenameObjective: fc.record({ objective, title: text }),
  RecordTitleVariant: fc.record({ objective, place: text, wording: text }),
  RescopeObjective: fc.record({ objective, summary: text, reason: text }),
  AddStrand: fc.record({ objective, strand, edition }),
  ConcludeStrand: fc.record({ objective, strand, reason: optional(text) }),
  TransferStrand: fc.record({ objective, strand, receiver: text, reason: optional(text) }),
  PlanDisposition: fc.record({
    objective,
    kind,
    endOfYear: optional(year),
    inYears: optional(fc.array(year, { maxLength: 2 })),
    endsOn: optional(anyDay),
    dayOpen: optional(fc.boolean()),
    text: optional(text),
    strands: optional(fc.array(fc.record({ strand, kind }), { maxLength: 2 })),
  }),
  ScheduleReview: fc.record({ objective, reviewOn: anyDay, subject: optional(text) }),
  RecordReviewOutcome: fc.record({
    objective,
    outcome: fc.constantFrom('CONTINUE', 'RETIRE', 'REPLACE', 'REFRESH'),
    reason: optional(text),
  }),
  RetireObjective: fc.record({
    objective,
    reason: text,
    receivers: fc.oneof(
      fc.constant([{ strand: 'Adult', receiver: 'A' }]),
      fc.array(fc.oneof(fc.record({ receiver: text }), fc.record({ strand, receiver: text })), { maxLength: 3 }),
    ),
    monitoring: optional(text),
  }),
  ConcludeObjective: fc.record({ objective, reason: text, receiver: optional(text) }),
  MergeObjective: fc.record({ objective, into: fc.constantFrom('4a', '4b', 'Programme'), reason: text }),
  SplitObjective: fc.record({ objective, into: fc.array(fc.constantFrom('4a', '4c', '4b'), { maxLength: 3 }), reason: text }),
  ReplaceObjective: fc.record({ objective, successor: fc.constantFrom('4a', '4b'), reason: text }),
  ReopenObjective: fc.record({ objective, reason: text }),
  RecordPredecessor: fc.record({ objective, workingTitle: text, edition }),
  SetInequalityAction: fc.record({ objective, action: text }),
  LinkOversight: fc.record({ objective, body: text }),
  LinkPartner: fc.record({ objective, partner: text }),
  UnlinkPartner: fc.record({ objective, partner: text, reason: optional(text) }),
  AlignObjective: fc.record({ objective, alignment: fc.constant('NATIONAL_SHIFT'), name: text }),
  AddMilestone: fc.record({
    objective,
    milestone,
    title: text,
    window,
    certainty,
    nature,
    dueOn: optional(anyDay),
    strand: optional(strand),
    condition: optional(text),
    printedHeading: optional(text),
    edition,
  }),
  DefinePlaceholder: fc.record({
    milestone,
    title: text,
    certainty: optional(certainty),
    nature: optional(nature),
    dueOn: optional(anyDay),
  }),
  StartMilestone: aboutMilestone,
  MeetMilestone: fc.record({ milestone, evidence: text }),
  DelayMilestone: fc.record({ milestone, newEnd: anyDay, reason }),
  ReforecastMilestone: fc.record({ milestone, forecast: anyDay, reason: optional(text) }),
  ApproveBaseline: fc.record({ milestone, window, dueOn: optional(anyDay), decidedBy: text, reason: text }),
  DropMilestone: fc.record({ milestone, reason: text }),
  ConfirmContinuing: fc.record({ milestone, period: optional(anyDay) }),
  MeetCondition: fc.record({ milestone, evidence: optional(text) }),
  FailCondition: fc.record({ milestone, reason: text }),
  CarryForwardMilestone: fc.record({
    milestone: goingOn,
    toEdition: next,
    window: nextWindow,
    dueOn: optional(anyDay),
    title: optional(text),
  }),
  SplitMilestone: fc.record({
    milestone: goingOn,
    edition: next,
    parts: fc.array(fc.record({ title: text, window: nextWindow }), { minLength: 1, maxLength: 3 }),
    reason: text,
  }),
  SupersedeMilestone: fc.record({ milestone: goingOn, successor: goingOn, edition: next, reason: text }),
  MergeMilestones: fc.record({
    milestones: fc.uniqueArray(goingOn, { minLength: 1, maxLength: 2 }),
    edition: next,
    title: text,
    window: nextWindow,
    reason: text,
  }),
  ...companyFields,
};

/** An arbitrary for every command of a plan: a command left out does not compile. */
const planFields: Fields<PlanCommand> = {
  RegisterPlan: fc.record({ title: text, owner: fc.record({ organisation: text, system: optional(text) }) }),
  OpenEdition: fc.record({
    number: fc.integer({ min: 0, max: 5 }),
    firstFinancialYear: fc.constantFrom('2023/24', '2024/25', '2025/26', '2026/27'),
    refreshKind: fc.constantFrom('FULL', 'LIGHT_TOUCH'),
    reason: optional(text),
  }),
  RecordRefreshGuidance: fc.record({ edition, issuer: text, scope: text }),
  RequestOpinion: fc.record({ edition, board: text }),
  RecordOpinion: fc.record({
    edition,
    board: text,
    stance: fc.constantFrom('ENDORSE', 'OBJECT'),
    points: optional(fc.array(text, { maxLength: 2 })),
    changeAsked: optional(fc.boolean()),
  }),
  RecordEditionChange: fc.record({ edition, kind: text, ref: text, text }),
  PublishEdition: fc.record({
    edition: fc.integer({ min: 1, max: 4 }),
    publishedOnUnknown: optional(fc.boolean()),
    acknowledged: optional(fc.constant(['MISSING_PART'])),
  }),
  ConfirmRollForward: fc.record({ edition: fc.integer({ min: 1, max: 4 }) }),
  MakeEditionCurrent: fc.record({ edition: fc.integer({ min: 1, max: 4 }) }),
  WithdrawEdition: fc.record({ edition: fc.integer({ min: 1, max: 4 }), reason: text }),
  AddAmbition: fc.record({ number: fc.integer({ min: 1, max: 3 }), title: text, rationale: optional(text), edition }),
  AdoptRuleSet: fc.record({ ruleSet: fc.constantFrom('2025-1', '2025-2', '1900-1'), reason: text }),
  RenameAmbition: fc.record({ ambition: fc.integer({ min: 1, max: 3 }), title: text }),
  RecastAmbition: fc.record({ ambition: fc.integer({ min: 1, max: 3 }), title: optional(text), rationale: text }),
  AssignAccountablePost: fc.record({ ambition: fc.integer({ min: 1, max: 3 }), post, organisation, lead: optional(fc.boolean()) }),
  EndAccountablePost: fc.record({ ambition: fc.integer({ min: 1, max: 3 }), post, organisation, reason: text }),
  SetDeliveryOutlook: aboutAmbition.chain((named) =>
    fc.record({ ambition: fc.constant(named.ambition), outlook: fc.constantFrom('ON_COURSE', 'CHALLENGING'), reason: optional(text) }),
  ),
};

const link = fc.record({
  kind: fc.constantFrom('AMBITION', 'OBJECTIVE', 'REGISTER_ENTRY'),
  code: fc.constantFrom('1', '4', '7', '4b', 'R1'),
  role: optional(fc.constantFrom('CONCERNS', 'BELONGS_TO')),
});
const detail = fc.record({
  name: fc.constantFrom('owner', 'horizon', 'state', 'priorities'),
  values: fc.array(fc.constantFrom('EXPECTED', 'PUBLISHED', 'RETIRED', 'A'), { maxLength: 2 }),
});
const few = fc.constantFrom('0', '50', '100', '505');
const figure = fc.record({
  label: text,
  value: fc.constantFrom('50', '50.0', '505', '-1'),
  unit: fc.constantFrom('%', 'people'),
  numerator: optional(few),
  base: optional(few),
});
const several = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[] | undefined> => optional(fc.array(value, { maxLength: 2 }));
const code = fc.constant('R1');
const sourceLines = several(fc.integer({ min: 1, max: 3 }));

/** An arbitrary for every command of the register: a command left out does not compile. */
const registerFields: Fields<RegisterCommand> = {
  AddRegisterEntry: fc.record({
    code,
    kind: fc.constantFrom('STRATEGY', 'ENABLER'),
    name: text,
    summary: optional(text),
    aliases: several(fc.record({ alias: text, place: optional(text) })),
    details: fc.oneof(fc.constant([{ name: 'owner', values: ['A'] }]), several(detail)),
    figures: several(figure),
    links: several(link),
    sourceLines,
  }),
  RenameRegisterEntry: fc.record({ code, name: text }),
  AddRegisterAlias: fc.record({ code, alias: text, place: optional(text) }),
  ChangeRegisterEntry: fc.record({
    code,
    summary: optional(text),
    details: several(detail),
    figures: several(figure),
    sourceLines,
    reason: text,
  }),
  LinkRegisterEntry: fc.record({ code, to: link }),
  UnlinkRegisterEntry: fc.record({ code, to: link, reason: text }),
  EndRegisterEntry: fc.record({ code, reason: text }),
  ReportDiscrepancy: fc.record({
    code,
    about: fc.array(fc.constantFrom('5a', 'PLAN'), { maxLength: 2 }),
    category: text,
    severity: fc.constantFrom('HIGH', 'MEDIUM', 'LOW'),
    where: text,
    what: text,
    rule: optional(fc.constant('R01')),
    proposal: optional(text),
    sourceLines,
  }),
  AssignDiscrepancy: fc.record({ code, post }),
  ResolveDiscrepancy: fc.record({ code, state: fc.constantFrom('RESOLVED', 'ACCEPTED_AS_IS'), resolution: text }),
  ReopenDiscrepancy: fc.record({ code, reason: text }),
};

/** A command with the day that was sent with it, if any. */
export type SentCommand = { readonly type: string; readonly effectiveOn?: Day; readonly [field: string]: unknown };

/** Commands that bear on each other are asked more often than those that stand alone. */
const WEIGHTS: Readonly<Record<string, number>> = {
  RetireObjective: 4,
  StartMilestone: 4,
  MeetMilestone: 4,
  DelayMilestone: 5,
  ReforecastMilestone: 4,
  ApproveBaseline: 4,
  DropMilestone: 3,
  ConfirmContinuing: 3,
  DefinePlaceholder: 3,
  FailCondition: 3,
  MeetCondition: 3,
  DelayObjective: 3,
  ResumeObjective: 3,
  RenameObjective: 3,
  ScheduleReview: 2,
  RecordReviewOutcome: 3,
  ReopenObjective: 3,
  CarryForwardMilestone: 20,
  SplitMilestone: 6,
  MergeMilestones: 6,
  SupersedeMilestone: 5,
  PublishEdition: 6,
  MakeEditionCurrent: 8,
  RecordObservation: 30,
  CorrectObservation: 10,
  SetBaseline: 4,
  SetTarget: 8,
  ChangeTarget: 8,
  SetTrajectory: 6,
  RecordDelivery: 4,
  AddBenchmark: 2,
};

export function anyOf(fields: Readonly<Record<string, fc.Arbitrary<object>>>): fc.Arbitrary<SentCommand> {
  const sent = fc.oneof({ arbitrary: anyDay, weight: 3 }, fc.constant(undefined));
  return fc.oneof(
    ...Object.entries(fields).map(([type, own]) => ({
      weight: WEIGHTS[type] ?? 1,
      arbitrary: fc
        .tuple(own, sent)
        .map(([payload, effectiveOn]): SentCommand => withoutUndefined({ type, plan: 'jfp', ...payload, effectiveOn })),
    })),
  );
}

const withoutUndefined = (command: SentCommand): SentCommand => JSON.parse(JSON.stringify(command)) as SentCommand;

export const anyObjectiveCommand: fc.Arbitrary<SentCommand> = anyOf(objectiveFields);
export const anyPlanCommand: fc.Arbitrary<SentCommand> = anyOf(planFields);

const retiredAndReopened = fc.tuple(anyDay, fc.integer({ min: 0, max: 400 })).map(([day, days]): readonly SentCommand[] => [
  {
    ...{ type: 'RetireObjective', plan: 'jfp', objective: '4b', reason: 'A', receivers: [{ strand: 'Adult', receiver: 'A' }] },
    effectiveOn: day,
  },
  { type: 'ReopenObjective', plan: 'jfp', objective: '4b', reason: 'A', effectiveOn: addDays(day, days) },
]);

/** Commands of which most are accepted: the objective is there, started, and has milestones to speak of. */
export const objectiveCommands: fc.Arbitrary<readonly SentCommand[]> = fc
  .tuple(
    fc.array(anyObjectiveCommand, { maxLength: 3 }),
    fc.constant(['4b-m01', '4b-m02']),
    fc.array(nature, { minLength: 2, maxLength: 2 }),
    fc.array(fc.oneof({ arbitrary: anyObjectiveCommand.map((one) => [one]), weight: 20 }, retiredAndReopened), { maxLength: 22 }),
  )
  .map(([before, codes, natures, after]) => [
    ...before,
    { type: 'AddObjective', plan: 'jfp', code: '4b', ambition: 4, title: 'A', strands: ['Adult'] },
    { type: 'StartObjective', plan: 'jfp', objective: '4b', effectiveOn: '2025-04-01' },
    ...codes.map((code, index) => ({
      type: 'AddMilestone',
      plan: 'jfp',
      objective: '4b',
      milestone: code,
      title: code,
      window: { fromYear: 1, toYear: 2 },
      certainty: 'COMMITTED',
      nature: natures[index],
      condition: 'Capacity',
    })),
    ...after.flat(),
  ]);

/** Commands of a plan in which some editions get published and current. */
export const planCommands: fc.Arbitrary<readonly SentCommand[]> = fc
  .array(anyPlanCommand, { maxLength: 25 })
  .map((after) => [
    { type: 'RegisterPlan', plan: 'jfp', title: 'A', owner: { organisation: 'A' } },
    { type: 'OpenEdition', plan: 'jfp', number: 1, firstFinancialYear: '2024/25', refreshKind: 'FULL' },
    { type: 'OpenEdition', plan: 'jfp', number: 2, firstFinancialYear: '2025/26', refreshKind: 'FULL' },
    { type: 'AddAmbition', plan: 'jfp', number: 1, title: 'A', edition: 1 },
    ...after,
  ]);

/** Commands of which most are accepted: the code is that of an entry, or of a discrepancy. */
export const registerCommands: fc.Arbitrary<readonly SentCommand[]> = fc
  .tuple(
    fc.array(anyOf(registerFields), { maxLength: 1 }),
    fc.constantFrom<SentCommand>(
      { type: 'AddRegisterEntry', plan: 'jfp', code: 'R1', kind: 'STRATEGY', name: 'A', details: [{ name: 'owner', values: ['A'] }] },
      { type: 'ReportDiscrepancy', plan: 'jfp', code: 'R1', about: ['5a'], category: 'A', severity: 'LOW', where: 'A', what: 'A' },
    ),
    fc.array(anyOf(registerFields), { maxLength: 25 }),
  )
  .map(([before, first, after]) => [...before, { ...first, effectiveOn: '2025-04-01' }, ...after]);
