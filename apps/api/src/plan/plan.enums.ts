import type {
  EditionStatus as DomainEditionStatus,
  Outlook as DomainOutlook,
  RefreshKind as DomainRefreshKind,
  Stance as DomainStance,
} from '#libs/domain';
import { choices } from '../fields.js';

export const EditionStatus = choices<DomainEditionStatus>('EditionStatus', 'Where an edition is in its life on the day looked at.', {
  DRAFT: 'Opened, not yet published.',
  OPINION_SOUGHT: 'A draft on which boards have been asked for their opinion.',
  PUBLISHED: 'Published, not current.',
  CURRENT: 'The edition in force.',
  SUPERSEDED: 'Was current until a later edition became so.',
  WITHDRAWN: 'Taken back; it leaves every question but those that name it.',
});

export const RefreshKind = choices<DomainRefreshKind>('RefreshKind', 'How much of the plan a new edition remakes.', {
  FULL: 'A full remake.',
  LIGHT_TOUCH: 'A limited update.',
});

export const Stance = choices<DomainStance>('Stance', 'What a board says of an edition.', {
  ENDORSE: 'It endorses it.',
  ENDORSE_WITH_COMMENTS: 'It endorses it and comments.',
  OBJECT: 'It objects.',
});

export const Outlook = choices<DomainOutlook>('Outlook', 'How the owner sees the delivery of an ambition.', {
  ON_COURSE: 'Delivery is on course.',
  CHALLENGING: 'Delivery is challenging.',
});

export const PublicStatus = choices<'COMPLETED' | 'IN_PROGRESS' | 'DELAYED' | 'NOT_STARTED'>(
  'PublicStatus',
  'The status that is reported to the public.',
  {
    COMPLETED: 'Done, or ended.',
    IN_PROGRESS: 'Under way.',
    DELAYED: 'Declared delayed, overdue, or forecast past its approved end.',
    NOT_STARTED: 'Its window is not open on the day looked at.',
  },
);
