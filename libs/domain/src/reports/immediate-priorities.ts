import type { PlanView } from '../plan-view.js';
import type { Figure } from '../register/register.figures.js';
import { codesOf } from './named-tally.js';
import { inForceByKind, lineIn, linkedAmbitions } from './registered.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** An item of the yearly operational planning round. */
export interface ImmediatePriorityLine {
  readonly code: string;
  readonly name: string;
  readonly summary?: string;
  /** What is asked for, in numbers. */
  readonly figures: readonly Figure[];
  readonly ambitions: Tally;
}

/** Q14: what a financial year puts first. */
export interface ImmediatePriorities extends ReportHead {
  /** The financial year; undefined while the plan has no edition and none is named. */
  readonly year?: string;
  readonly priorities: Tally;
  /** In the order of their codes. */
  readonly lines: readonly ImmediatePriorityLine[];
}

/** Reports on the immediate priorities of a financial year; of Year 1 of the edition where none is named. */
export function immediatePriorities(view: PlanView, year = view.edition?.firstFinancialYear): ImmediatePriorities {
  const found = (inForceByKind(view).get('IMMEDIATE_PRIORITY') ?? []).filter(({ details }) => lineIn(details, 'year') === year);
  return {
    ...headOf(view),
    ...(year !== undefined && { year }),
    priorities: tally(view, 'registerEntry', codesOf(found)),
    lines: found.map((entry) => ({
      code: entry.code,
      name: entry.name,
      ...(entry.summary !== undefined && { summary: entry.summary }),
      figures: entry.figures,
      ambitions: linkedAmbitions(view, entry),
    })),
  };
}
