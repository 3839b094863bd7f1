import type * as domain from '#libs/domain';
import { choices } from '../fields.js';

export const ObjectiveStatus = choices<domain.ObjectiveStatus>(
  'ObjectiveStatus',
  'Where an objective is in its life on the day looked at.',
  {
    PROPOSED: 'Added, not yet started.',
    ACTIVE: 'Started.',
    AT_REVIEW: 'A review of it is due.',
    AWAITING_REFERENCE: 'It is to be merged into something that is not registered yet (R31).',
    RETIRED_TO_BAU: 'Its work has become business as usual.',
    CONCLUDED: 'Its work is complete or handed over.',
    MERGED: 'It was merged into another objective or a programme.',
    SPLIT: 'It was split into other objectives.',
    REPLACED: 'Another objective took its place.',
  },
);

export const StrandStatus = choices<domain.StrandStatus>('StrandStatus', 'Where a strand is in its life on the day looked at.', {
  ACTIVE: 'Work goes on.',
  CONCLUDED: 'Ended on its own.',
  TRANSFERRED: 'Passed to another owner.',
  HANDED_OVER: 'Passed on by the end of its objective.',
});

export const DispositionKind = choices<domain.DispositionKind>('DispositionKind', 'How an objective is planned to end.', {
  CONTINUE: 'It goes on.',
  RETIRE_TO_BAU: 'Its work becomes business as usual.',
  REVIEW_OR_RETIRE: 'It is reviewed, and goes on or is retired.',
  REFRESH_OR_REPLACE: 'It is refreshed or replaced.',
  CONCLUDE: 'It ends when its work is done or handed over.',
});

export const ReviewOutcome = choices<domain.ReviewOutcome>('ReviewOutcome', 'What a review came to.', {
  CONTINUE: 'The objective goes on.',
  RETIRE: 'It is to be retired.',
  REPLACE: 'It is to be replaced.',
  REFRESH: 'It is to be refreshed.',
});

export const ObjectiveEndKind = choices<domain.ObjectiveEnd['kind']>('ObjectiveEndKind', 'How an objective ended.', {
  RETIRED_TO_BAU: 'Retired to business as usual.',
  CONCLUDED: 'Concluded.',
  MERGED: 'Merged into another objective or a programme.',
  SPLIT: 'Split into other objectives.',
  REPLACED: 'Replaced by another objective.',
});

export const PredecessorHow = choices<domain.Predecessor['how']>('PredecessorHow', 'How an objective came to go on in another.', {
  MERGED: 'It was merged into it.',
  SPLIT: 'It was split, and this is a part.',
  REPLACED: 'It was replaced by it.',
});
