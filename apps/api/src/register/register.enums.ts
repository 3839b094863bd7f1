import { registerKinds } from '#libs/domain';
import type * as domain from '#libs/domain';
import { choices } from '../fields.js';

const meanings = Object.fromEntries(Object.entries(registerKinds).map(([kind, { meaning }]) => [kind, meaning])) as Record<
  domain.RegisterKind,
  string
>;

export const RegisterKind = choices<domain.RegisterKind>('RegisterKind', 'What an entry of the register is.', meanings);

export const DetailType = choices<domain.DetailType>('DetailType', 'How a detail is written.', {
  LINE: 'One line of text.',
  LINES: 'Lines of text, at least one.',
  COUNT: 'A whole number, from 0.',
  FLAG: '`true` or `false`.',
  DATE: 'A date as exact as it is known: `2024`, `2024/25`, `2024-09` or `2024-09-30`.',
  FINANCIAL_YEAR: 'A financial year such as `2025/26`.',
  CHOICE: 'One of the choices of the detail.',
});

export const LinkKind = choices<domain.LinkKind>('LinkKind', 'What an entry of the register is linked to.', {
  EDITION: 'An edition, by its number.',
  AMBITION: 'An ambition, by its number.',
  OBJECTIVE: 'An objective.',
  MILESTONE: 'A milestone.',
  MEASURE: 'A measure.',
  REGISTER_ENTRY: 'Another entry of the register.',
});

export const LinkRole = choices<domain.LinkRole>('LinkRole', 'What a link says.', {
  CONCERNS: 'The entry is about the thing.',
  BELONGS_TO: 'The entry belongs to the thing.',
  STARTED_WITH: 'The hearing of the public began with the thing.',
  ADDED: 'The hearing of the public had the thing added to the plan.',
});

export const FigureComparator = choices<domain.FigureComparator>('FigureComparator', 'How a figure bounds what it speaks of.', {
  AT_LEAST: 'The figure or more.',
  AT_MOST: 'The figure or less.',
  LESS_THAN: 'Less than the figure.',
  MORE_THAN: 'More than the figure.',
});

export const DiscrepancySeverity = choices<domain.DiscrepancySeverity>('DiscrepancySeverity', 'How much a discrepancy matters.', {
  HIGH: 'It changes what the plan says; it is settled or acknowledged before an edition is published.',
  MEDIUM: 'It could mislead.',
  LOW: 'A matter of form.',
});

export const DiscrepancySettlement = choices<domain.DiscrepancySettlement>('DiscrepancySettlement', 'How a discrepancy is settled.', {
  RESOLVED: 'A resolution is in force.',
  ACCEPTED_AS_IS: 'It is left as it is.',
});

export const DiscrepancyState = choices<domain.DiscrepancyState>('DiscrepancyState', 'Where a discrepancy is in its life.', {
  FOUND: 'Found, or reopened; nobody looks after it.',
  ASSIGNED: 'A post looks after it.',
  RESOLVED: 'A resolution is in force.',
  ACCEPTED_AS_IS: 'It is left as it is.',
});
