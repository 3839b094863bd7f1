import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, catalog, type DomainEvent, type PlanView } from '#libs/domain';
import { MemoryLog } from '#libs/ledger';
import { apply, held } from '../../../test/support/apply-diff.js';
import { added, milestone, started, years } from '../../../test/support/objectives.js';
import { ambition, current, opened, published, registered, withdrawn } from '../../../test/support/plans.js';
import { retraction, scratch, tell, type Told } from '../../../test/support/tiny-ledger.js';
import { comparisonOf } from './reports/report-on.js';
import { openViews } from './views.js';

const PLAN = 'plan-acme.jfp';
const OBJECTIVE = 'objective-acme.jfp.4b';

const told = (on: string, ...events: readonly DomainEvent[]): readonly Told[] => events.map((event) => ({ on, event }));

const start: readonly (readonly [string, readonly Told[]])[] = [
  [PLAN, [...told('2025-03-01', registered, opened(1, '2024/25'), opened(2, '2025/26'), opened(3, '2026/27'))]],
  [PLAN, [...told('2024-04-01', ambition(4, 1), published(1), current(1)), ...told('2025-04-01', published(2), current(2))]],
  [OBJECTIVE, told('2025-04-01', added(), milestone('4b-m01', { edition: 2 }), milestone('4b-m02', { edition: 2 }, years(1, 3)))],
];

const code = fc.constantFrom('4b-m01', '4b-m02', '4b-m03');
const day = fc.integer({ min: -40, max: 500 }).map((days) => addDays('2025-04-01', days));

const anyEvent: fc.Arbitrary<readonly [string, DomainEvent]> = fc.oneof(
  fc.record({ milestone: code, evidence: fc.constantFrom('A', 'B') }).map((data) => [OBJECTIVE, { type: 'MilestoneMet', data }] as const),
  fc
    .record({ milestone: code, newEnd: day, reason: fc.constantFrom('FUNDING', 'CAPACITY') })
    .map((data) => [OBJECTIVE, { type: 'MilestoneDelayed', data }] as const),
  fc
    .record({ milestone: code, year: fc.integer({ min: 1, max: 5 }) })
    .map(({ milestone: of, year }): readonly [string, DomainEvent] => [
      OBJECTIVE,
      { type: 'BaselineApproved', data: { milestone: of, window: years(year), decidedBy: 'Board', reason: 'Agreed' } },
    ]),
  code.map((of) => [OBJECTIVE, { type: 'MilestoneStarted', data: { milestone: of } }] as const),
  fc.constantFrom<readonly [string, DomainEvent]>(
    [OBJECTIVE, started()],
    [OBJECTIVE, milestone('4b-m03', { edition: 3, formerly: ['4b-m01'] })],
    [OBJECTIVE, { type: 'MilestoneCarriedForward', data: { milestone: '4b-m01', edition: 3, into: '4b-m03' } }],
    [OBJECTIVE, { type: 'ObjectiveRenamed', data: { objective: '4b', title: 'Another title' } }],
    [PLAN, current(3)],
    [PLAN, withdrawn(2)],
  ),
);

const anyTold: fc.Arbitrary<readonly [string, Told]> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(anyEvent, day).map(([[stream, event], on]) => [stream, { event, on }] as const) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 }).map((revision) => [OBJECTIVE, retraction(revision)] as const) },
);

async function compare(from: PlanView, to: PlanView): Promise<void> {
  const diff = await comparisonOf('planDiff', from, to);
  expect(apply(diff, held(from))).toEqual(held(to));
  for (const { because, fields, change } of diff.changes) {
    expect(because.length).toBeGreaterThan(0);
    expect(change === 'CHANGED' && fields.length === 0).toBe(false);
    for (const field of fields) expect(field.because.length).toBeGreaterThan(0);
  }
}

const anyPoint = fc.record({ back: fc.integer({ min: 0, max: 30 }), on: day, edition: fc.constantFrom(undefined, 2, 3) });

test('a diff of any two points makes the second of the first, and every change of it cites an entry', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyTold, { maxLength: 25 }),
      fc.array(fc.tuple(anyPoint, anyPoint), { minLength: 4, maxLength: 6 }),
      async (tales, pairs) => {
        const { folder, remove } = scratch();
        const log = new MemoryLog();
        for (const [stream, all] of start) await tell(log, stream, ...all);
        for (const [stream, one] of tales) await tell(log, stream, one);
        const views = await openViews({ log, catalog, dataDir: folder });
        const acme = views.tenant('acme');
        expect(await acme.catchUp(Date.now() + 30_000)).toBe(true);
        const { head } = acme.status();
        for (const points of pairs) {
          const [from, to] = points.map(({ back, on, edition }) => acme.viewAt('jfp', Math.max(head - back, 7), on, edition));
          if (from !== undefined && to !== undefined) await compare(from, to);
        }
        await views.close();
        remove();
      },
    ),
    { numRuns: 60 },
  );
});
