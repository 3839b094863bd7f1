import type { AmbitionRow } from '../plan/plan.projection.js';
import type { Objective, PlanView } from '../plan-view.js';
import type { FormerTitle } from '../titles.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

export interface ObjectiveLine {
  readonly code: string;
  readonly title: string;
  readonly formerTitles: readonly FormerTitle[];
}

export interface AmbitionLine {
  readonly number: number;
  readonly title: string;
  readonly formerTitles: readonly FormerTitle[];
  /** The posts accountable on the day. */
  readonly posts: AmbitionRow['posts'];
  readonly objectiveCount: Tally;
  readonly objectives: readonly ObjectiveLine[];
}

/** Figure 8: the ambitions with who answers for them, and their objectives. */
export interface AmbitionSummary extends ReportHead {
  readonly ambitionCount: Tally;
  readonly objectiveCount: Tally;
  readonly ambitions: readonly AmbitionLine[];
}

const lineOf = ({ code, title, formerTitles }: Objective): ObjectiveLine => ({ code, title, formerTitles });
const codesOf = (objectives: readonly Objective[]): readonly string[] => objectives.map(({ code }) => code);

export function ambitionSummary(view: PlanView): AmbitionSummary {
  const byAmbition = Map.groupBy(view.objectives, ({ ambition }) => ambition);
  const ambitions = view.ambitions.map(({ number, title, formerTitles, posts }): AmbitionLine => {
    const objectives = byAmbition.get(number) ?? [];
    return {
      number,
      title,
      formerTitles,
      posts: posts.filter(({ until }) => until === undefined || view.on < until),
      objectiveCount: tally(view, 'objective', codesOf(objectives)),
      objectives: objectives.map(lineOf),
    };
  });
  return {
    ...headOf(view),
    ambitionCount: tally(
      view,
      'ambition',
      ambitions.map(({ number }) => String(number)),
    ),
    objectiveCount: tally(view, 'objective', codesOf(view.objectives)),
    ambitions,
  };
}
