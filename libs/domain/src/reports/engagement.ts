import type { DecimalText } from '../decimal.js';
import type { PlanView, RegisterEntry } from '../plan-view.js';
import { PERCENT, percentage, type Figure } from '../register/register.figures.js';
import { codesOf } from './named-tally.js';
import { inForceByKind, lineIn, linesIn, linkedAmbitions } from './registered.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** A share of those who answered one question. */
export interface EngagementResult {
  readonly question: string;
  readonly numerator: DecimalText;
  /** How many answered this very question. */
  readonly base: DecimalText;
  /** To one decimal place, half up. */
  readonly percent: DecimalText;
}

/** A hearing of the public. */
export interface EngagementLine {
  readonly code: string;
  readonly name: string;
  readonly method?: string;
  /** As exactly as it is known. */
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly results: readonly EngagementResult[];
  /** Numbers without a base, such as how many responded. */
  readonly counts: readonly Figure[];
  /** The ambitions that people were asked about. */
  readonly startedWith: Tally;
  /** The ambitions that were added after it. */
  readonly added: Tally;
  readonly themes: readonly string[];
}

/** Q15: what the public was asked and said. Results are never added up: each has its own base. */
export interface Engagement extends ReportHead {
  readonly hearings: Tally;
  /** In the order of their codes. */
  readonly lines: readonly EngagementLine[];
}

/** Reports on the hearings that the register holds. */
export function engagement(view: PlanView): Engagement {
  const hearings = inForceByKind(view).get('ENGAGEMENT') ?? [];
  return {
    ...headOf(view),
    hearings: tally(view, 'registerEntry', codesOf(hearings)),
    lines: hearings.map((hearing) => lineOf(view, hearing)),
  };
}

function lineOf(view: PlanView, entry: RegisterEntry): EngagementLine {
  const { code, name, details, figures } = entry;
  const [method, startsOn, endsOn] = ['method', 'startsOn', 'endsOn'].map((detail) => lineIn(details, detail));
  return {
    code,
    name,
    ...(method !== undefined && { method }),
    ...(startsOn !== undefined && { startsOn }),
    ...(endsOn !== undefined && { endsOn }),
    results: figures.flatMap(resultOf),
    counts: figures.filter(({ base }) => base === undefined),
    startedWith: linkedAmbitions(view, entry, ['STARTED_WITH']),
    added: linkedAmbitions(view, entry, ['ADDED']),
    themes: linesIn(details, 'themes'),
  };
}

function resultOf({ label, value, unit, numerator, base }: Figure): readonly EngagementResult[] {
  const part = numerator ?? (unit === PERCENT ? undefined : value);
  return base === undefined || part === undefined ? [] : [{ question: label, numerator: part, base, percent: percentage(part, base, 1) }];
}
