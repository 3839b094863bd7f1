import type { Change, ChangeKind, FieldChange, PlanDiff, PlanView } from '#libs/domain';
import type { PointViews } from '#libs/views';
import { compared } from '../reports/reported.js';
import type { ChangeNode, FieldChangeNode, PlanDiffNode } from './diff.types.js';
import { entrySeen, type EntrySeen } from './entry.types.js';

export interface DiffSeen extends PlanDiffNode {
  readonly diff: PlanDiff;
}

const diffs = compared('planDiff');

/** What changed from one view of a plan to another. */
export const diffSeen = async (from: PlanView, to: PlanView): Promise<DiffSeen> => shown(await diffs(from, to));

function shown(diff: PlanDiff): DiffSeen {
  const countOf = (kind: ChangeKind): number => diff.changes.filter(({ change }) => change === kind).length;
  return {
    from: diff.from,
    to: diff.to,
    addedCount: countOf('ADDED'),
    removedCount: countOf('REMOVED'),
    changedCount: countOf('CHANGED'),
    movedCount: countOf('MOVED'),
    diff,
  };
}

const entriesSeen = (numbers: readonly number[], views: PointViews): readonly EntrySeen[] =>
  numbers.flatMap((number) => {
    const entry = views.entry(number);
    return entry === undefined ? [] : [entrySeen(entry)];
  });

export const changeSeen = ({ because, fields, ...change }: Change, views: PointViews): ChangeNode => ({
  ...change,
  fields: fields.map(fieldSeen),
  get because() {
    return entriesSeen(because, views);
  },
});

const written = (value: unknown): string | undefined => (value === undefined || typeof value === 'string' ? value : JSON.stringify(value));

const fieldSeen = ({ path, type, before, after, because }: FieldChange): FieldChangeNode => ({
  field: path.join('.'),
  type,
  before: written(before),
  after: written(after),
  because,
});
