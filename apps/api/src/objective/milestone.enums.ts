import type * as domain from '#libs/domain';
import { choices } from '../fields.js';

export const DelayReason = choices<domain.DelayReason>('DelayReason', 'Why something is delayed.', {
  CAPACITY: 'Too few hands.',
  FUNDING: 'Money is missing or late.',
  WORKFORCE: 'Posts cannot be filled.',
  DEPENDENCY: 'It waits for something else.',
  CONTRACT: 'A contract is not in place.',
  NATIONAL_POLICY: 'National policy changed or is awaited.',
  OTHER: 'Anything else; say what in the note.',
});

export const Certainty = choices<domain.Certainty>('Certainty', 'How firmly a milestone is promised.', {
  COMMITTED: 'A commitment.',
  ASPIRATIONAL: 'An aspiration: seek, explore, consider, or subject to a condition.',
  TO_BE_DEFINED: 'Its content is still to be defined.',
});

export const Nature = choices<domain.Nature>('Nature', 'What kind of work a milestone is.', {
  DELIVER: 'Something is delivered.',
  CONTINUE: 'Work goes on.',
  REVIEW: 'Something is reviewed.',
  DISPOSITION: 'The objective ends or changes.',
  PLACEHOLDER: 'To be defined by local plans.',
});

export const MilestoneStatus = choices<domain.MilestoneStatus>(
  'MilestoneStatus',
  'Where a milestone is in its life on the day looked at.',
  {
    PLANNED: 'Listed, not started.',
    PLACEHOLDER: 'Its content is still to be defined.',
    IN_PROGRESS: 'Work has started.',
    DELAYED: 'Declared delayed, with a reason and a forecast.',
    HELD: 'Held by a condition that failed.',
    MET: 'Met, with evidence.',
    DROPPED: 'Given up, with a reason.',
    CARRIED_FORWARD: 'Moved into a later edition under a new code.',
    SUPERSEDED: 'Replaced by others.',
    HANDED_OVER: 'Passed on when its objective ended.',
  },
);

export const ConditionState = choices<'OPEN' | 'MET' | 'FAILED'>('ConditionState', 'What became of the condition of a milestone.', {
  OPEN: 'Not yet decided.',
  MET: 'It holds.',
  FAILED: 'It does not hold.',
});

export const SuccessionHow = choices<domain.SuccessionHow>('SuccessionHow', 'How a milestone goes on in others.', {
  CARRIED_FORWARD: 'Carried forward into a later edition, under a new code.',
  SPLIT: 'Split into several.',
  MERGED: 'Merged with others into one.',
  SUPERSEDED: 'Superseded by another.',
});

export const BaselineHow = choices<domain.MilestoneBaseline['how']>('BaselineHow', 'How a baseline of a milestone came about.', {
  ORIGINAL: 'With the promise itself.',
  APPROVED: 'A body approved other dates.',
  WENT_ON: 'It went on in another milestone: carried forward, split or merged.',
});
