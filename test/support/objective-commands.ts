import * as fc from 'fast-check';
import { addDays, type ObjectiveCommand } from '#libs/domain';
import { anyDay, edition, milestone, objective, optional, text, window, year, type Fields } from './arbitraries.js';
import { anyOf, type SentCommand } from './commands.js';
import { companyFields } from './company-commands.js';

const strand = fc.constantFrom('Adult', 'Children');
const reason = fc.constantFrom('CAPACITY', 'FUNDING', 'OTHER');
const certainty = fc.constantFrom('COMMITTED', 'ASPIRATIONAL', 'TO_BE_DEFINED');
const nature = fc.constantFrom('DELIVER', 'CONTINUE', 'REVIEW', 'DISPOSITION', 'PLACEHOLDER');
const kind = fc.constantFrom('CONTINUE', 'RETIRE_TO_BAU', 'REVIEW_OR_RETIRE', 'REFRESH_OR_REPLACE', 'CONCLUDE');
const about = objective.map((code) => ({ objective: code }));
const aboutMilestone = milestone.map((code) => ({ milestone: code }));

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

export const anyObjectiveCommand: fc.Arbitrary<SentCommand> = anyOf(objectiveFields);

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
