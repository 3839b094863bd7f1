import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import type { Projection, Source } from '../projection.js';
import { eventsBut } from './objective.events.js';
import type { ObjectiveEvent } from './objective.events.js';
import { riskEvents } from './risk.events.js';
import type { RiskKind, RiskScore } from './risk.events.js';

/** How a risk was scored from a day on. */
export interface ScoreRow extends RiskScore {
  readonly on: Day;
  readonly reason?: string;
}

/** A risk as its events left it. */
export interface RiskRow {
  readonly code: string;
  readonly objective: string;
  readonly kind: RiskKind;
  readonly text: string;
  readonly raisedOn: Day;
  /** Oldest first; the last is the score of the day. None while it was never scored. */
  readonly scores: readonly ScoreRow[];
  readonly closedOn?: Day;
  readonly closeReason?: string;
  readonly source?: Source;
}

/** Likelihood times impact, 1 to 25; null where one of them is not known. */
export const weightOf = ({ likelihood, impact }: RiskScore = {}): number | null =>
  likelihood === undefined || impact === undefined ? null : likelihood * impact;

/** How a risk is scored on a day. */
export const scoreOn = ({ scores }: Pick<RiskRow, 'scores'>, on: Day): ScoreRow | undefined => scores.findLast((score) => score.on <= on);

const scored = ({ likelihood, impact }: RiskScore, on: Day, reason?: string): readonly ScoreRow[] =>
  likelihood === undefined && impact === undefined ? [] : [compact({ likelihood, impact, on, reason })];

export const riskProjection: Projection<ObjectiveEvent, RiskRow> = {
  kind: 'risk',
  keys: ({ data }) => ('risk' in data ? [data.risk] : []),
  on: {
    RiskRaised: (row, { objective, risk, kind, text, likelihood, impact }, { on, source }) =>
      row ?? compact({ code: risk, objective, kind, text, raisedOn: on, scores: scored({ likelihood, impact }, on), source }),
    RiskScored: (row, { likelihood, impact, reason }, { on }) =>
      row && { ...row, scores: [...row.scores.filter((score) => score.on !== on), ...scored({ likelihood, impact }, on, reason)] },
    RiskClosed: (row, { reason }, { on }) => row && { closedOn: on, closeReason: reason, ...row },
  },
  ignore: eventsBut(riskEvents),
};
