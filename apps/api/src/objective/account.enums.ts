import type * as domain from '#libs/domain';
import { choices } from '../fields.js';

export const Confidence = choices<domain.Confidence>('Confidence', 'How sure an owner is that the work will be done in time.', {
  HIGH: 'Sure.',
  MEDIUM: 'Fairly sure.',
  LOW: 'Doubtful.',
});
