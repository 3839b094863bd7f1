import { partOf } from '#libs/domain';
import type { Instant, PlanView } from '#libs/domain';
import type { TenantViews } from '#libs/views';
import { measureSeen } from '../measure/measure.seen.js';
import { readNodeId, type NodeKind } from '../node.js';
import { PlanNode } from '../plan/plan.node.js';
import {
  ambitionSeen,
  commitmentSeen,
  dependencySeen,
  editionSeen,
  milestoneSeen,
  objectiveSeen,
  riskSeen,
  updateSeen,
} from '../present.js';
import { discrepancySeen, registerEntrySeen } from '../register/register.seen.js';
import { issuedReportSeen } from '../reports/issued-report.seen.js';
import { entrySeen } from './entry.types.js';

type Pick = (view: PlanView, key: string) => object | undefined;

const picked =
  <T extends object>(find: (view: PlanView, key: string) => T | undefined, show: (thing: T, view: PlanView) => object): Pick =>
  (view, key) => {
    const found = find(view, key);
    return found && show(found, view);
  };

const pick: Readonly<Record<Exclude<NodeKind, 'entry'>, Pick>> = {
  plan: (view) => new PlanNode(view),
  edition: picked((view, key) => view.editions.find(({ number }) => String(number) === key), editionSeen),
  ambition: picked((view, key) => view.ambition(Number(key)), ambitionSeen),
  objective: picked((view, key) => view.objective(key), objectiveSeen),
  milestone: picked((view, key) => view.milestone(key), milestoneSeen),
  dependency: picked((view, key) => partOf(view, 'dependency', key), dependencySeen),
  risk: picked((view, key) => partOf(view, 'risk', key), riskSeen),
  commitment: picked((view, key) => partOf(view, 'commitment', key), commitmentSeen),
  periodUpdate: picked((view, key) => partOf(view, 'periodUpdate', key), updateSeen),
  measure: picked((view, key) => view.measure(key), measureSeen),
  registerEntry: picked((view, key) => view.registerEntry(key), registerEntrySeen),
  discrepancy: picked((view, key) => view.discrepancy(key), discrepancySeen),
  issuedReport: picked((view, key) => view.issuedReport(key), issuedReportSeen),
};

/** The views to look in: that of the day first, then those of the other editions, newest first. */
function* viewsOf(views: TenantViews, view: PlanView): Iterable<PlanView> {
  yield view;
  for (const { number } of view.editions.toReversed()) {
    const other = views.viewAt(view.code, view.entry, view.on, number);
    if (other !== undefined) yield other;
  }
}

/** The node of an id as it is today, in the edition of the day or else the newest that has it. */
export async function nodeById(views: TenantViews, id: string, now: Instant): Promise<object | undefined> {
  const named = readNodeId(id);
  if (named === undefined) return undefined;
  if (named.kind === 'entry') {
    const entry = /^(0|[1-9]\d{0,15})$/.test(named.key) ? views.entry(Number(named.key)) : undefined;
    return entry && entrySeen(entry);
  }
  const today = await views.view(named.plan, {}, now);
  if (today === undefined) return undefined;
  for (const view of viewsOf(views, today)) {
    const found = pick[named.kind](view, named.key);
    if (found !== undefined) return found;
  }
  return undefined;
}
