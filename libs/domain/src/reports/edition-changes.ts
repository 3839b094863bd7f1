import { later, type Day } from '../calendar.js';
import { compact, same } from '../compact.js';
import type { TargetTerms } from '../measure/measure.events.js';
import type { Ambition, Because, Edition, Measure, Milestone, Objective, PlanView } from '../plan-view.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type CountedKind, type Tally } from './tally.js';

/** What an edition changes against the one before; STATED is what it says of itself. */
export type EditionChangeKind =
  | 'STATED'
  | 'AMBITION_ADDED'
  | 'AMBITION_RENAMED'
  | 'AMBITION_RECAST'
  | 'POSTS_CHANGED'
  | 'OBJECTIVE_ADDED'
  | 'OBJECTIVE_RENAMED'
  | 'OBJECTIVE_RESCOPED'
  | 'OBJECTIVE_REOPENED'
  | 'OBJECTIVE_RETIRED'
  | 'OBJECTIVE_CONCLUDED'
  | 'OBJECTIVE_MERGED'
  | 'OBJECTIVE_SPLIT'
  | 'OBJECTIVE_REPLACED'
  | 'INEQUALITY_ACTION_CHANGED'
  | 'FUNDING_CHANGED'
  | 'MILESTONE_NEW'
  | 'MILESTONE_MET'
  | 'MILESTONE_CARRIED_FORWARD'
  | 'MILESTONE_SUPERSEDED'
  | 'MILESTONE_DROPPED'
  | 'MILESTONE_HANDED_OVER'
  | 'MEASURE_ADDED'
  | 'MEASURE_WITHDRAWN'
  | 'TARGETS_CHANGED';

/** One change, with what it was, what it is and the entries that made it so. */
export interface SinceLastEdition {
  readonly kind: EditionChangeKind;
  /** The code of what changed; of an ambition its number. */
  readonly subject: string;
  readonly before?: string;
  readonly after?: string;
  readonly entries: readonly number[];
}

export interface EditionChanges extends ReportHead {
  /** The edition compared with, on the day on which it became current. */
  readonly since: { readonly edition: number; readonly on: Day };
  readonly counts: readonly { readonly kind: EditionChangeKind; readonly subjects: Tally }[];
  /** By kind, then in the order of what changed. */
  readonly changes: readonly SinceLastEdition[];
}

/** The edition before the one looked at that was not withdrawn, and the day on which it became current; undefined for the first. */
export function lastEditionOf({ edition, editions }: PlanView): { readonly edition: number; readonly on: Day } | undefined {
  const last = editions.findLast(({ number, status }) => number < (edition?.number ?? 0) && status !== 'WITHDRAWN');
  return last && { edition: last.number, on: later(last.currentFrom ?? last.startsOn, last.startsOn) };
}

/** What a view of an edition changes against a view of the one before. */
export function editionChanges(last: PlanView, view: PlanView): EditionChanges {
  const changes = [
    ...statedIn(view.edition),
    ...view.ambitions.flatMap((ambition) => ofAmbition(last.ambition(ambition.number), ambition)),
    ...view.objectives.flatMap((objective) => ofObjective(last.objective(objective.code), objective)),
    ...view.earlierMilestones.filter(({ edition }) => edition === last.edition?.number).flatMap(ofFormerMilestone),
    ...view.milestones.filter(({ formerly }) => formerly.length === 0).map(ofNewMilestone),
    ...view.measures.flatMap((measure) => ofMeasure(last.measure(measure.code), measure)),
  ];
  const byKind = Map.groupBy(changes, ({ kind }) => kind);
  return {
    ...headOf(view),
    since: { edition: last.edition?.number ?? 0, on: last.on },
    counts: [...byKind].map(([kind, some]) => ({
      kind,
      subjects: tally(
        view,
        countedAs(kind),
        some.map(({ subject }) => subject),
      ),
    })),
    changes: [...byKind.values()].flat(),
  };
}

function countedAs(kind: EditionChangeKind): CountedKind {
  if (kind.startsWith('AMBITION') || kind === 'POSTS_CHANGED') return 'ambition';
  if (kind.startsWith('MILESTONE')) return 'milestone';
  if (kind.startsWith('MEASURE') || kind === 'TARGETS_CHANGED') return 'measure';
  return kind === 'STATED' ? 'any' : 'objective';
}

/** The entries that last changed some fields of a thing. */
const by = (because: Because, ...fields: readonly string[]): readonly number[] =>
  [...new Set(fields.flatMap((field) => because[field] ?? []))].sort((a, b) => a - b);

const statedIn = (edition: Edition | undefined): readonly SinceLastEdition[] =>
  (edition?.changes ?? []).map(({ kind, ref, text }) => ({
    kind: 'STATED',
    subject: ref,
    after: `${kind}: ${text}`,
    entries: by(edition?.because ?? {}, 'changes'),
  }));

const postsIn = ({ posts }: Ambition): string =>
  posts
    .filter(({ until }) => until === undefined)
    .map(({ post }) => post)
    .join(', ');

/** A change where two values differ. */
function changed(kind: EditionChangeKind, subject: string, values: readonly [before: string, after: string], entries: readonly number[]) {
  const [before, after] = values;
  return before === after ? [] : [compact({ kind, subject, before: before || undefined, after: after || undefined, entries })];
}

function ofAmbition(before: Ambition | undefined, after: Ambition): readonly SinceLastEdition[] {
  const [subject, { because }] = [String(after.number), after];
  if (before === undefined) return [{ kind: 'AMBITION_ADDED', subject, after: after.title, entries: by(because, 'number') }];
  const posts = [postsIn(before), postsIn(after)] as const;
  return [
    ...changed('AMBITION_RENAMED', subject, [before.title, after.title], by(because, 'titles')),
    ...(before.recastOn === after.recastOn
      ? []
      : changed('AMBITION_RECAST', subject, ['', after.rationale ?? after.title], by(because, 'recastOn'))),
    ...changed('POSTS_CHANGED', subject, posts, by(because, 'posts')),
  ];
}

const ENDS = {
  RETIRED_TO_BAU: 'OBJECTIVE_RETIRED',
  CONCLUDED: 'OBJECTIVE_CONCLUDED',
  MERGED: 'OBJECTIVE_MERGED',
  SPLIT: 'OBJECTIVE_SPLIT',
  REPLACED: 'OBJECTIVE_REPLACED',
} as const satisfies Record<NonNullable<Objective['end']>['kind'], EditionChangeKind>;

function ofObjective(before: Objective | undefined, after: Objective): readonly SinceLastEdition[] {
  const { code: subject, because, end } = after;
  const merged = (after.unknownPredecessors ?? []).filter((one) => !before?.unknownPredecessors?.some((known) => same(known, one)));
  return [
    ...(before === undefined
      ? [{ kind: 'OBJECTIVE_ADDED' as const, subject, after: after.title, entries: by(because, 'code') }]
      : objectiveDiffers(before, after)),
    ...merged.map(({ workingTitle }) => ({
      ...{ kind: 'OBJECTIVE_MERGED' as const, subject, before: workingTitle, after: after.title },
      entries: by(because, 'unknownPredecessors'),
    })),
    ...(end === undefined || before?.end !== undefined
      ? []
      : [compact({ kind: ENDS[end.kind], subject, before: after.title, after: goneTo(end), entries: by(because, 'end') })]),
  ];
}

const goneTo = ({ receivers }: NonNullable<Objective['end']>): string | undefined =>
  receivers.length === 0 ? undefined : receivers.map(({ receiver }) => receiver).join(', ');

const fundingIn = ({ funding }: Objective): string =>
  funding === undefined ? '' : [funding.position, ...(funding.until === undefined ? [] : [`until ${funding.until}`])].join(' ');

function objectiveDiffers(before: Objective, after: Objective): readonly SinceLastEdition[] {
  const { code, because } = after;
  const reopened = after.formerEnds.length > before.formerEnds.length ? after.formerEnds.at(-1) : undefined;
  return [
    ...changed('OBJECTIVE_RENAMED', code, [before.title, after.title], by(because, 'titles')),
    ...changed('OBJECTIVE_RESCOPED', code, [before.summary ?? '', after.summary ?? ''], by(because, 'summary')),
    ...changed('OBJECTIVE_REOPENED', code, ['', reopened?.reopenReason ?? ''], by(because, 'formerEnds')),
    ...changed(
      'INEQUALITY_ACTION_CHANGED',
      code,
      [before.inequalityAction ?? '', after.inequalityAction ?? ''],
      by(because, 'inequalityAction'),
    ),
    ...changed('FUNDING_CHANGED', code, [fundingIn(before), fundingIn(after)], by(because, 'fundingPositions')),
  ];
}

const ofNewMilestone = ({ code, title, because }: Milestone): SinceLastEdition => ({
  kind: 'MILESTONE_NEW',
  subject: code,
  after: title,
  entries: by(because, 'code'),
});

/** What became of a milestone of the last edition; one that is open there still has not changed. */
function ofFormerMilestone(milestone: Milestone): readonly SinceLastEdition[] {
  const { code: subject, title: before, goesOn, status, because, dropReason, evidence, handedOverTo } = milestone;
  const told = (kind: EditionChangeKind, after: string | undefined, ...fields: readonly string[]): readonly SinceLastEdition[] => [
    compact({ kind, subject, before, after, entries: by(because, ...fields) }),
  ];
  if (status === 'MET') return told('MILESTONE_MET', evidence, 'metOn', 'code');
  if (status === 'DROPPED') return told('MILESTONE_DROPPED', dropReason, 'droppedOn');
  if (status === 'CARRIED_FORWARD') return told('MILESTONE_CARRIED_FORWARD', goesOn?.into.join(', '), 'successions');
  if (status === 'SUPERSEDED') return told('MILESTONE_SUPERSEDED', (goesOn?.into ?? handedOverTo).join(', '), 'successions', 'code');
  return status === 'HANDED_OVER' ? told('MILESTONE_HANDED_OVER', handedOverTo.join(', '), 'code') : [];
}

const termsOf = ({ value, comparator, byDate, period, standing }: TargetTerms): string =>
  [comparator, value, byDate ?? period ?? standing].filter((part) => part !== undefined).join(' ');

const targetsOf = ({ targets }: Measure): string => targets.map(termsOf).join('; ');

function ofMeasure(before: Measure | undefined, after: Measure): readonly SinceLastEdition[] {
  const { code: subject, because, withdrawnOn, withdrawalReason } = after;
  if (before === undefined) return [{ kind: 'MEASURE_ADDED', subject, after: after.title, entries: by(because, 'code') }];
  return [
    ...(withdrawnOn === undefined || before.withdrawnOn !== undefined
      ? []
      : changed('MEASURE_WITHDRAWN', subject, [after.title, withdrawalReason ?? ''], by(because, 'withdrawnOn'))),
    ...changed('TARGETS_CHANGED', subject, [targetsOf(before), targetsOf(after)], by(because, 'targets')),
  ];
}
