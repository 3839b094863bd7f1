import type { Instant, PlanView } from '#libs/domain';
import type { TenantViews } from '#libs/views';
import { measureSeen } from '../measure/measure.seen.js';
import { readNodeId, type NodeKind } from '../node.js';
import { PlanNode } from '../plan/plan.node.js';
import { ambitionSeen, editionSeen, milestoneSeen, objectiveSeen } from '../present.js';
import { discrepancySeen, registerEntrySeen } from '../register/register.seen.js';
import { entrySeen } from './entry.types.js';

const pick: Readonly<Record<Exclude<NodeKind, 'entry'>, (view: PlanView, key: string) => object | undefined>> = {
  plan: (view) => new PlanNode(view),
  edition: (view, key) => {
    const found = view.editions.find(({ number }) => String(number) === key);
    return found && editionSeen(found, view);
  },
  ambition: (view, key) => {
    const found = view.ambition(Number(key));
    return found && ambitionSeen(found, view);
  },
  objective: (view, key) => {
    const found = view.objective(key);
    return found && objectiveSeen(found, view);
  },
  milestone: (view, key) => {
    const found = view.milestone(key);
    return found && milestoneSeen(found, view);
  },
  measure: (view, key) => {
    const found = view.measure(key);
    return found && measureSeen(found, view);
  },
  registerEntry: (view, key) => {
    const found = view.registerEntry(key);
    return found && registerEntrySeen(found, view);
  },
  discrepancy: (view, key) => {
    const found = view.discrepancy(key);
    return found && discrepancySeen(found, view);
  },
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
