import * as fc from 'fast-check';
import type { Day } from '#libs/domain';
import { anyDay } from './arbitraries.js';

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
