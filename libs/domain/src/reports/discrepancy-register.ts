import type { Discrepancy, PlanView } from '../plan-view.js';
import type { DiscrepancySeverity } from '../register/register.events.js';
import type { DiscrepancyState } from '../register/register.status.js';
import { codesOf, talliesBy, type NamedTally } from './named-tally.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** The discrepancies that matter as much, by state. */
export interface SeverityLine {
  readonly severity: DiscrepancySeverity;
  readonly all: Tally;
  readonly byState: readonly NamedTally[];
}

/** Q20: the inconsistencies found in the sources. */
export interface DiscrepancyRegister extends ReportHead {
  readonly all: Tally;
  readonly unsettled: Tally;
  /** Unsettled and HIGH: they keep an edition from being published until they are settled or acknowledged. */
  readonly blocking: Tally;
  /** HIGH first. */
  readonly bySeverity: readonly SeverityLine[];
  readonly byCategory: readonly NamedTally[];
  /** In the order of their codes. */
  readonly lines: readonly Discrepancy[];
}

const SEVERITIES = ['HIGH', 'MEDIUM', 'LOW'] as const satisfies readonly DiscrepancySeverity[];
const STATES = ['FOUND', 'ASSIGNED', 'RESOLVED', 'ACCEPTED_AS_IS'] as const satisfies readonly DiscrepancyState[];

const open = ({ state }: Discrepancy): boolean => state === 'FOUND' || state === 'ASSIGNED';

/** Reports on the discrepancies of a plan. */
export function discrepancyRegister(view: PlanView): DiscrepancyRegister {
  const { discrepancies } = view;
  const among = (some: readonly Discrepancy[]): Tally => tally(view, 'discrepancy', codesOf(some));
  return {
    ...headOf(view),
    all: among(discrepancies),
    unsettled: among(discrepancies.filter(open)),
    blocking: among(discrepancies.filter((one) => one.severity === 'HIGH' && open(one))),
    bySeverity: SEVERITIES.map((severity) => {
      const some = discrepancies.filter((one) => one.severity === severity);
      return { severity, all: among(some), byState: talliesBy(view, 'discrepancy', some, ({ state }) => state, STATES) };
    }),
    byCategory: talliesBy(view, 'discrepancy', discrepancies, ({ category }) => category),
    lines: discrepancies,
  };
}
