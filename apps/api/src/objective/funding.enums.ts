import type * as domain from '#libs/domain';
import { choices } from '../fields.js';

export const FundingPosition = choices<domain.FundingPosition>('FundingPosition', 'What pays for an objective.', {
  SECURED: 'Money is secured.',
  EXISTING_RESOURCES: 'It is met from budgets and staff that are there.',
  NATIONAL_TIME_LIMITED: 'National money for a limited time.',
  PARTIAL: 'Part of it is paid for.',
  SUBJECT_TO_FUNDING: 'It depends on money that is still to be found.',
  UNFUNDED: 'Nothing pays for it.',
});

export const Basis = choices<domain.Basis>('Basis', 'How a source says something.', {
  STATED: 'In so many words.',
  INFERRED: 'It follows from what the source says.',
});
