import type * as domain from '#libs/domain';
import { choices } from '../fields.js';

export const RiskKind = choices<domain.RiskKind>('RiskKind', 'What a risk is about.', {
  CAPACITY: 'Too few hands.',
  FUNDING: 'Money is missing or late.',
  WORKFORCE: 'Posts cannot be filled.',
  PERFORMANCE: 'What is to be reached is hard to reach.',
  DEPENDENCY: 'It waits for something else.',
  CONTRACT: 'A contract is not in place.',
  NATIONAL_POLICY: 'National policy changes or is awaited.',
  QUALITY: 'Care may not be good enough.',
  OTHER: 'Anything else; the text says what.',
});

export const RiskState = choices<'OPEN' | 'CLOSED'>('RiskState', 'Whether a risk is still there.', {
  OPEN: 'It is.',
  CLOSED: 'It is not, with a reason.',
});
