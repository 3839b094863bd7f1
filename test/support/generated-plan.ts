import {
  assemblePlanView,
  measureSlice,
  objectiveSlice,
  planSlice,
  registerSlice,
  type DomainEvent,
  type PlanView,
  type RowSource,
  type Rows,
  type Slice,
  type ViewedRow,
} from '#libs/domain';
import { fold, on } from './given.js';
import { defined, observed, target } from './measures.js';
import { added, milestone, started, strand, years } from './objectives.js';
import { threeEditions } from './plans.js';
import { entry, found } from './registers.js';

const START = '2025-04-01';
const WORK = ['Hub opened', 'Long Term Plan, first stage', 'Ongoing delivery of the long-term plan', 'Review of the Shared Care Record'];
const MILESTONES = 10;

/** A plan of so many objectives, each with ten milestones, three measures and what goes with them, some of it unsound. */
export function generatedPlan(objectives: number): PlanView {
  const codes = Array.from({ length: objectives }, (_, index) => `${(index % 8) + 1}x${index}`);
  const streams = [
    fold(planSlice, threeEditions),
    ...codes.flatMap((code, index) => [
      folded(objectiveSlice, objectiveFacts(code, index, codes[(index + 1) % objectives])),
      ...[1, 2, 3].map((number) => folded(measureSlice, measureFacts(`${code}-k${number}`, index + number))),
      folded(registerSlice, [
        entry(`strategy-${index}`, { name: `Strategy ${index % 50}`, links: [{ kind: 'OBJECTIVE', code, role: 'CONCERNS' }] }),
      ]),
      folded(registerSlice, [found(`D${index}`, { about: [code], rule: 'R29', severity: 'LOW' })]),
    ]),
  ];
  const view = assemblePlanView(indexed(streams), { code: 'jfp', entry: 99, on: '2025-10-15' });
  if (view === undefined) throw new Error('There is no such plan.');
  return view;
}

const folded = (slice: Slice, events: readonly DomainEvent[]): Rows => fold(slice, on(START, ...events));

const objectiveFacts = (code: string, index: number, next: string): readonly DomainEvent[] => [
  added(code, `Objective ${code}`),
  started(code),
  strand('Adult', code),
  ...Array.from({ length: MILESTONES }, (_, number) =>
    milestone(
      `${code}-m${String(number + 1).padStart(2, '0')}`,
      {
        title: `${WORK[(index + number) % WORK.length]} ${index % 3 === 0 ? '' : code}`.trim(),
        ...(number === 3 && { strand: 'Adult', condition: 'Long Term Plan' }),
      },
      years((number % 5) + 1),
    ),
  ),
  { type: 'FundingPositionSet', data: { objective: code, position: 'PARTIAL', until: '2026-03-31' } },
  {
    type: 'DependencyDeclared',
    data: { objective: code, dependency: `${code}-d01`, to: { kind: 'OBJECTIVE', ref: next }, relation: 'DEPENDS_ON', basis: 'STATED' },
  },
  {
    type: 'DependencyDeclared',
    data: {
      objective: code,
      dependency: `${code}-d02`,
      to: { kind: 'STRATEGY', ref: `Strategy ${index}` },
      relation: 'DEPENDS_ON',
      basis: 'STATED',
    },
  },
];

const measureFacts = (code: string, seed: number): readonly DomainEvent[] => [
  defined(code, { title: seed % 4 === 0 ? 'Use of the Shared Care Record' : `Measure ${code}`, inFigure15: seed % 2 === 0 }),
  target(1, '9', seed % 3 === 0 ? {} : { byDate: '2026-03-31' }, code),
  observed('2025-04', String(seed % 20), {}, code),
];

/** Rows by kind and key, as a row store finds them. */
function indexed(streams: readonly Rows[]): RowSource {
  const byKey = new Map<string, ViewedRow<object>>();
  const byKind = new Map<string, ViewedRow<object>[]>();
  const byOwner = new Map<string, ViewedRow<object>[]>();
  const put = (index: Map<string, ViewedRow<object>[]>, name: string, row: ViewedRow<object>): void => {
    const rows = index.get(name) ?? [];
    rows.push(row);
    index.set(name, rows);
  };
  for (const rows of streams) {
    for (const [kind, ofKind] of Object.entries(rows)) {
      for (const [key, row] of Object.entries(ofKind)) {
        if (row === undefined) continue;
        const viewed = { row, because: {} };
        byKey.set(`${kind} ${key}`, viewed);
        put(byKind, kind, viewed);
        for (let at = key.indexOf('-'); at >= 0; at = key.indexOf('-', at + 1)) put(byOwner, `${kind} ${key.slice(0, at)}`, viewed);
      }
    }
  }
  return {
    one: (kind, key) => byKey.get(`${kind} ${key}`),
    all: (kind) => byKind.get(kind) ?? [],
    of: (kind, owner) => byOwner.get(`${kind} ${owner}`) ?? [],
    told: () => new Map(),
  };
}
