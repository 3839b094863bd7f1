import type * as domain from '#libs/domain';
import { choices } from '../fields.js';

export const DependencyKind = choices<domain.DependencyKind>('DependencyKind', 'What kind of thing is depended on.', {
  OBJECTIVE: 'An objective of the plan, by its code.',
  MILESTONE: 'A milestone of the plan, by its code.',
  MEASURE: 'A measure of the plan, by its code.',
  STRATEGY: 'A strategy, by its name.',
  PROGRAMME: 'A programme outside the plan, by its name in the register.',
  ENABLER: 'Something that makes the work possible.',
  FUNDING: 'Money.',
  CAPACITY: 'Hands and skills.',
  CONTRACT: 'A contract or agreement.',
  BODY: 'A board, group or service.',
  PROVIDER: 'A provider of care.',
  EXTERNAL: 'Anything else outside the plan.',
});

export const DependencyRelation = choices<domain.DependencyRelation>('DependencyRelation', 'How two things hang together.', {
  DEPENDS_ON: 'One cannot do without the other.',
  RELATED: 'They are worked on together; neither waits for the other.',
});

export const DependencyState = choices<domain.DependencyState>('DependencyState', 'How a dependency stands on the day looked at.', {
  DECLARED: 'It holds, and nothing is known against it.',
  SATISFIED: 'What was depended on is there in time.',
  AT_RISK: 'What is depended on comes too late for what depends on it, a lead counted in.',
  BROKEN: 'What is depended on is not there, was given up, or is recorded as failed.',
  WAIVED: 'It is recorded that it no longer matters.',
});

export const DependencyCauseKind = choices<domain.CauseKind>('DependencyCauseKind', 'Why a dependency stands as it does.', {
  MISSING: 'The plan knows nothing of that code or name.',
  GIVEN_UP: 'It was dropped, was withdrawn or has ended.',
  TOO_LATE: 'It comes too late.',
  MOVED: 'Its day has moved, but it still comes in time.',
  RECORDED: 'Somebody recorded it, with a reason.',
});
