import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import type { Context, Decide, Decider, Decision } from '../decider.js';
import { reasonMissing } from '../guards.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { AccountSubject, ReportedStatus } from './account.events.js';
import { leadOn } from './account.js';
import type { Answered } from './account.js';
import { notOpen } from './milestone.guards.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { ObjectiveState } from './objective.projection.js';
import { objectiveEnded, withMilestone, withObjective } from './subject.js';

/** What people answer for, of an objective as a whole or of one of its milestones: name one of the two. */
export type AnswerCommand = { plan: string } & AccountSubject &
  (
    | { type: 'AssignDeliveryLead'; post: string; organisation?: string; deputy?: string }
    | { type: 'EndDeliveryLead'; post: string; reason: string }
    | { type: 'DeclareStatus'; status: ReportedStatus; reason: string }
    | { type: 'AssureStatus'; status: ReportedStatus; post: string; text?: string }
  );

const decide: Decide<AnswerCommand, ObjectiveState, ObjectiveEvent> = {
  AssignDeliveryLead: (command, state, context) =>
    withSubject(command, state, context, ({ row, subject, gone }) => {
      const { post, organisation, deputy, on } = command;
      const held = leadOn(row, on);
      if (held?.post === post && held.organisation === organisation && held.deputy === deputy) return [];
      return gone(on) ?? [{ type: 'DeliveryLeadAssigned', data: compact({ ...subject, post, organisation, deputy }) }];
    }),

  EndDeliveryLead: (command, state, context) =>
    withSubject(command, state, context, ({ row, subject, name }) => {
      const { post, reason, on } = command;
      if (row.deliveryLeads?.some((lead) => lead.post === post && lead.until === on && lead.reason === reason)) return [];
      return (
        notInTheLead(row, name, post, on) ??
        reasonMissing(reason, `${post} no longer leads ${name}`) ?? [{ type: 'DeliveryLeadEnded', data: { ...subject, post, reason } }]
      );
    }),

  DeclareStatus: (command, state, context) =>
    withSubject(command, state, context, ({ row, subject, name }) => {
      const { status, reason, on } = command;
      if (row.declared?.status === status && row.declared.reason === reason && row.declared.on === on) return [];
      return (
        reasonMissing(reason, `the status of ${name} is declared ${status}`) ?? [
          { type: 'StatusDeclared', data: { ...subject, status, reason } },
        ]
      );
    }),

  AssureStatus: (command, state, context) =>
    withSubject(command, state, context, ({ row, subject }) => {
      const { status, post, text, on } = command;
      const { assured } = row;
      if (assured?.status === status && assured.post === post && assured.text === text && assured.on === on) return [];
      return [{ type: 'StatusAssured', data: compact({ ...subject, status, post, text }) }];
    }),
};

export const answers: Decider<AnswerCommand, ObjectiveState, ObjectiveEvent> = { decide };

interface Subject {
  readonly row: Answered;
  readonly subject: AccountSubject;
  readonly name: string;
  /** Refuses what can no longer be said of it on a day. */
  readonly gone: (on: Day) => Refusal | undefined;
}

function withSubject(
  command: AccountSubject & { readonly plan: string; readonly on: Day },
  state: ObjectiveState,
  context: Context,
  then: (subject: Subject) => Decision<ObjectiveEvent>,
): Decision<ObjectiveEvent> {
  const { plan, objective, milestone, on } = command;
  if ((objective === undefined) === (milestone === undefined)) return subjectUnclear(objective, milestone);
  if (milestone !== undefined) {
    return withMilestone({ plan, milestone, on }, state, context, (row, parent) =>
      then({ row, subject: { milestone }, name: `milestone ${milestone}`, gone: (day) => notOpen(row, parent, day) }),
    );
  }
  return withObjective({ plan, objective: objective ?? '', on }, state, context, (row) =>
    then({ row, subject: { objective }, name: `objective ${row.code}`, gone: (day) => objectiveEnded(row, day) }),
  );
}

function subjectUnclear(objective: string | undefined, milestone: string | undefined): Refusal {
  return refuse('SUBJECT_UNCLEAR', 'Name either an objective or a milestone.', { facts: { objective, milestone } });
}

function notInTheLead(row: Answered, name: string, post: string, on: Day): Refusal | undefined {
  const lead = leadOn(row, on);
  if (lead?.post === post) return undefined;
  const who = lead === undefined ? 'nobody does' : `${lead.post} does`;
  return refuse('LEAD_NOT_FOUND', `On ${on} ${post} does not lead ${name}; ${who}.`, {
    facts: { post, lead: lead?.post, effectiveOn: on },
  });
}
