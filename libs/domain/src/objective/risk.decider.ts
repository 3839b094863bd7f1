import { compact } from '../compact.js';
import type { Asked, Context, Decide, Decider, Decision } from '../decider.js';
import { reasonMissing } from '../guards.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { ObjectiveState } from './objective.projection.js';
import type { RiskKind, RiskScore } from './risk.events.js';
import { scoreOn, weightOf } from './risk.projection.js';
import type { RiskRow } from './risk.projection.js';
import { objectiveEnded, objectiveOfMilestone, objectiveRow, partCodeMismatch, withObjective, withPart } from './subject.js';

/** What can be asked of a risk to an objective. It is named by its code, `1d-r01`. */
export type RiskCommand = { plan: string } & (
  | ({ type: 'RaiseRisk'; objective: string; risk: string; kind: RiskKind; text: string } & RiskScore)
  | ({ type: 'ScoreRisk'; risk: string; reason?: string } & RiskScore)
  | { type: 'CloseRisk'; risk: string; reason: string }
);

const decide: Decide<RiskCommand, ObjectiveState, ObjectiveEvent> = {
  RaiseRisk: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { objective, risk, kind, text, likelihood, impact, on } = command;
      const known = riskRow(state, risk);
      if (known !== undefined && saysTheSame(known, command)) return [];
      return (
        partCodeMismatch(objective, risk) ??
        (known && riskExists(known)) ??
        objectiveEnded(row, on) ??
        outOfRange(command) ?? [{ type: 'RiskRaised', data: compact({ objective, risk, kind, text, likelihood, impact }) }]
      );
    }),

  ScoreRisk: (command, state, context) =>
    withRisk(command, state, context, (row) => {
      const { likelihood, impact, reason, on } = command;
      const before = scoreOn(row, on);
      if (before !== undefined && before.likelihood === likelihood && before.impact === impact) return [];
      const worse = (weightOf(command) ?? 0) > (weightOf(before) ?? 25);
      const objective = objectiveRow(state, row.objective);
      return (
        riskClosed(row, on) ??
        (objective && objectiveEnded(objective, on)) ??
        scoreMissing(command) ??
        outOfRange(command) ??
        (worse ? reasonMissing(reason, `the score of ${row.code} gets worse`) : undefined) ?? [
          { type: 'RiskScored', data: compact({ risk: row.code, likelihood, impact, reason }) },
        ]
      );
    }),

  CloseRisk: (command, state, context) =>
    withRisk(command, state, context, (row) => {
      const { reason, on } = command;
      if (row.closedOn === on && row.closeReason === reason) return [];
      return (
        riskClosed(row) ?? reasonMissing(reason, `risk ${row.code} is closed`) ?? [{ type: 'RiskClosed', data: { risk: row.code, reason } }]
      );
    }),
};

export const risks: Decider<RiskCommand, ObjectiveState, ObjectiveEvent> = { decide };

const riskRow = (state: Partial<ObjectiveState>, code: string): RiskRow | undefined => state.risk?.[code];

function withRisk(
  command: { readonly plan: string; readonly risk: string; readonly on: string },
  state: ObjectiveState,
  context: Context,
  then: (row: RiskRow) => Decision<ObjectiveEvent>,
): Decision<ObjectiveEvent> {
  const { risk } = command;
  const objective = objectiveOfMilestone(risk);
  const missing = refuse('RISK_NOT_FOUND', `Objective ${objective} has no risk ${risk}. Raise it first.`, { facts: { objective, risk } });
  return withPart(command, context, { row: riskRow(state, risk), addedOn: ({ raisedOn }) => raisedOn, missing, name: 'Risk' }, then);
}

/** Compares with what was first said: a score of the same day may have taken the place of the first. */
function saysTheSame(row: RiskRow, { kind, text, likelihood, impact, on }: Asked<RiskCommand, 'RaiseRisk'>): boolean {
  const first = scoreOn(row, row.raisedOn);
  const unscored = likelihood === undefined && impact === undefined;
  const scored = unscored || (first?.likelihood === likelihood && first?.impact === impact);
  return row.raisedOn === on && row.kind === kind && row.text === text && scored;
}

function riskExists({ code, text, raisedOn }: RiskRow): Refusal {
  return refuse('RISK_EXISTS', `Risk ${code} is there already: “${text}”. Codes are never used again.`, {
    facts: { risk: code, text, raisedOn },
  });
}

/** Refuses what can no longer be said of a risk once it is closed; without a day, whatever the day. */
function riskClosed({ code, closedOn }: RiskRow, on?: string): Refusal | undefined {
  if (closedOn === undefined || (on !== undefined && on < closedOn)) return undefined;
  return refuse('RISK_CLOSED', `Risk ${code} is closed on ${closedOn}.`, { facts: { risk: code, closedOn } });
}

function scoreMissing({ likelihood, impact }: RiskScore): Refusal | undefined {
  if (likelihood !== undefined && impact !== undefined) return undefined;
  return refuse('SCORE_REQUIRED', 'Say both how likely the risk is and how hard it would hit, each from 1 to 5.');
}

function outOfRange({ likelihood, impact }: RiskScore): Refusal | undefined {
  const wrong = [likelihood, impact].find((score) => score !== undefined && !(Number.isInteger(score) && score >= 1 && score <= 5));
  if (wrong === undefined) return undefined;
  return refuse('SCORE_OUT_OF_RANGE', `A likelihood or an impact is a whole number from 1 to 5, not ${wrong}.`, {
    facts: { score: wrong },
  });
}
