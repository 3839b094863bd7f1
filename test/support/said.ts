import { baselinesOf, factKindNames, factsOf, type PlanView } from '#libs/domain';
import type { PointViews } from '#libs/views';
import { everyReport } from './every-report.js';

/** All that a view says, its reports and the entries behind its facts, in the order of pages of two. */
export function said(views: PointViews, view: PlanView | undefined): object {
  if (view === undefined) return {};
  const { code, entry, on, plan, edition, editions, ambitions, objectives, milestones, earlierMilestones, measures } = view;
  const facts = factKindNames.flatMap((kind) => [...factsOf(view, kind)].map(([key, fact]) => ({ kind, key, fact })));
  return {
    ...{ code, entry, on, plan, edition, editions, ambitions, objectives, milestones, earlierMilestones, measures },
    ...{ registered: view.registerEntries, discrepancies: view.discrepancies, issued: view.issuedReports, facts },
    forecasts: milestones.map((milestone) => view.forecastsOf(milestone.code)),
    baselines: milestones.map((milestone) => baselinesOf(view, milestone)),
    reports: Object.entries(everyReport).map(([name, report]) => [name, report(view)]),
    histories: facts.map(({ kind, key }) => pages((after) => views.history(code, kind, key, after, 2, entry))),
    reasons: [
      pages((after) => views.behind({ plan: code, keys: facts.map(({ key }) => key) }, on, after, 2, entry)),
      pages((after) => views.behind({ plan: code, kind: 'milestone', keys: ['4b-m01', '4b-m02'] }, on, after, 2, entry)),
    ],
    entries: [
      pages((after) => views.entries({ plan: code }, after, 2, entry)),
      pages((after) => views.entries({ subject: '4b-m01', plan: code, types: ['MilestoneMet', 'MilestoneDelayed'] }, after, 2, entry)),
      pages((after) => views.entries({ plan: code, daysLate: 30, to: '2025-10-20T00:00:00.000Z' }, after, 2, entry)),
    ],
  };
}

function pages(read: (after: number) => ReturnType<PointViews['history']>): readonly number[] {
  const numbers: number[] = [];
  for (let more = true; more;) {
    const { entries, hasMore } = read(numbers.at(-1) ?? -1);
    numbers.push(...entries.map(({ number }) => number));
    more = hasMore;
  }
  return numbers;
}
