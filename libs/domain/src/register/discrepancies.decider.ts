import { compact, same } from '../compact.js';
import type { Context, Decide, Decider, Decision } from '../decider.js';
import { afterHorizon, beforeCreated, planMissing, reasonMissing } from '../guards.js';
import { refuse, type Refusal } from '../refusal.js';
import type { DiscrepancyEvent, DiscrepancySettlement, DiscrepancySeverity } from './register.events.js';
import type { DiscrepancyRow, RegisterState } from './register.projection.js';
import { settledBy } from './register.status.js';
import { codeUsed } from './register.subject.js';

/** What can be asked of an inconsistency in a source. The printed value is never deleted. */
export type DiscrepancyCommand = { plan: string } & (
  | {
      type: 'ReportDiscrepancy';
      code: string;
      about: readonly string[];
      category: string;
      severity: DiscrepancySeverity;
      where: string;
      what: string;
      rule?: string;
      proposal?: string;
      sourceLines?: readonly number[];
    }
  | { type: 'AssignDiscrepancy'; code: string; post: string }
  | { type: 'ResolveDiscrepancy'; code: string; state: DiscrepancySettlement; resolution: string }
  | { type: 'ReopenDiscrepancy'; code: string; reason: string }
);

type Decided = Decision<DiscrepancyEvent>;

const decide: Decide<DiscrepancyCommand, RegisterState, DiscrepancyEvent> = {
  ReportDiscrepancy: (command, state, { plan }) => {
    const { code, about, category, severity, where, what, rule, proposal, sourceLines = [], on } = command;
    const found = compact({ code, about, category, severity, where, what, rule, proposal, sourceLines });
    const known = state.discrepancy?.[code];
    if (known !== undefined && known.foundOn === on && same({ ...known, ...found }, known)) return [];
    return (
      planMissing(plan, command.plan) ??
      codeUsed(state, code) ??
      afterHorizon(plan, on) ??
      subjectMissing(about) ?? [{ type: 'DiscrepancyFound', data: found }]
    );
  },

  AssignDiscrepancy: (command, state, context) =>
    withDiscrepancy(command, state, context, (row) => {
      const { code, post, on } = command;
      if (row.assigned?.post === post && row.assigned.on <= on) return [];
      return alreadySettled(row, on) ?? [{ type: 'DiscrepancyAssigned', data: { code, post } }];
    }),

  ResolveDiscrepancy: (command, state, context) =>
    withDiscrepancy(command, state, context, (row) => {
      const { code, state: settlement, resolution, on } = command;
      if (row.settled?.state === settlement && row.settled.resolution === resolution && row.settled.on <= on) return [];
      return alreadySettled(row, on) ?? [{ type: 'DiscrepancyResolved', data: { code, state: settlement, resolution } }];
    }),

  ReopenDiscrepancy: (command, state, context) =>
    withDiscrepancy(command, state, context, (row) => {
      const { code, reason, on } = command;
      // A later reopening hides whether it was settled on this day, so the fact is kept.
      const perhapsSettled = row.reopenedOn !== undefined && on < row.reopenedOn;
      if (!settledBy(row, on) && !perhapsSettled) return [];
      return reasonMissing(reason, `discrepancy ${code} is open again`) ?? [{ type: 'DiscrepancyReopened', data: { code, reason } }];
    }),
};

export const discrepancies: Decider<DiscrepancyCommand, RegisterState, DiscrepancyEvent> = { decide };

interface AboutDiscrepancy {
  readonly plan: string;
  readonly code: string;
  readonly on: string;
}

function withDiscrepancy(
  command: AboutDiscrepancy,
  state: RegisterState,
  { plan }: Context,
  then: (row: DiscrepancyRow) => Decided,
): Decided {
  const { code, on } = command;
  const row = state.discrepancy?.[code];
  const refusal = planMissing(plan, command.plan);
  if (refusal !== undefined || row === undefined) return refusal ?? discrepancyMissing(code);
  return beforeCreated(`Discrepancy ${code}`, row.foundOn, on) ?? afterHorizon(plan, on) ?? then(row);
}

const discrepancyMissing = (code: string): Refusal =>
  refuse('DISCREPANCY_NOT_FOUND', `The register has no discrepancy ${code}. Report it first.`, { facts: { code } });

function subjectMissing(about: readonly string[]): Refusal | undefined {
  if (about.length > 0) return undefined;
  return refuse('SUBJECT_REQUIRED', 'Say what the discrepancy is about: codes, or a word such as PLAN.');
}

function alreadySettled(row: DiscrepancyRow, on: string): Refusal | undefined {
  const { code, settled } = row;
  if (settled === undefined || !settledBy(row, on)) return undefined;
  const how = settled.state === 'RESOLVED' ? 'resolved' : 'accepted as it is';
  return refuse('DISCREPANCY_SETTLED', `Discrepancy ${code} was ${how} on ${settled.on}. Reopen it first.`, {
    facts: { code, state: settled.state, resolution: settled.resolution, settledOn: settled.on },
  });
}
