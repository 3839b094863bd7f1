import { planDiff, type PlanDiff, type PlanView } from '#libs/domain';
import type { PointViews } from './tenant-views.js';

/** So many of the entries that fed a thing are named where no field tells which of them made it so. */
const REASONS_LOOKED_AT = 100;

/** What changed from one view of a plan to another, with the entries that made it so. */
export function diffOf(views: PointViews, from: PlanView, to: PlanView): PlanDiff {
  const upTo = Math.max(from.entry, to.entry);
  return planDiff(from, to, (kind, key, after) =>
    views.history(from.code, kind, key, after, REASONS_LOOKED_AT, upTo).entries.map(({ number }) => number),
  );
}
