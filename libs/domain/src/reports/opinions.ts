import type { Edition, PlanView } from '../plan-view.js';
import { headOf, type ReportHead } from './report.js';

type Opinion = Edition['opinions'][number];

/** What a board was asked and said of an edition; without a day where nobody knows it. */
export type OpinionLine = Opinion & {
  /** True where it names something other than this edition of this plan (R46). */
  readonly namesAnother: boolean;
};

/** The opinions of boards on the edition asked about. */
export interface Opinions extends ReportHead {
  readonly lines: readonly OpinionLine[];
  /** Boards that were asked and have not answered. */
  readonly awaited: readonly string[];
}

/** Reports on the opinions of Health and Wellbeing Boards. */
export function opinions(view: PlanView): Opinions {
  const lines = (view.edition?.opinions ?? []).map(lineOf);
  return { ...headOf(view), lines, awaited: lines.filter(({ stance }) => stance === undefined).map(({ board }) => board) };
}

function lineOf({ receivedOn, precision, ...opinion }: Opinion): OpinionLine {
  const known = receivedOn !== undefined && opinion.receivedOnUnknown !== true;
  return { ...opinion, ...(known && { receivedOn, precision }), namesAnother: opinion.subjectAsPrinted !== undefined };
}
