import { expect, test } from '@jest/globals';
import { on, type Fact, type given } from '../../../../test/support/given.js';
import { measure, target, defined } from '../../../../test/support/measures.js';
import { added, milestone, objective, retired, started, strand, years } from '../../../../test/support/objectives.js';
import { register } from '../../../../test/support/registers.js';
import { rules } from './rules.js';

type Asked = Parameters<ReturnType<ReturnType<typeof given>>['when']>[0];

const standing = [added(), started(), strand('Adult'), strand('Children')];
const add = { type: 'AddMilestone', objective: '4b', milestone: '4b-m02', title: 'Hub opened', certainty: 'COMMITTED', nature: 'DELIVER' };
const retire = { type: 'RetireObjective', objective: '4b', reason: 'Service established', on: '2027-03-31' };
const adult = { strand: 'Adult', receiver: 'Adult programme' };
const plan = { type: 'PlanDisposition', objective: '4b', kind: 'RETIRE_TO_BAU' };
const baseline = { type: 'ApproveBaseline', milestone: '4b-m01', decidedBy: 'Board', reason: 'Agreed' };
const set = { type: 'SetTarget', measure: '1b-k1', target: 2, comparator: 'AT_LEAST', byDate: '2026-03-31' };
const hearing = {
  type: 'AddRegisterEntry',
  code: 'survey',
  kind: 'ENGAGEMENT',
  name: 'Survey',
  details: [{ name: 'method', values: ['Online'] }],
};
const agreed = { label: 'Agree', value: '86.3', unit: '%', numerator: '505' };

/** A rule, the code of its refusal, a plan, a command that breaks the rule there, and one that keeps it. */
const cases: readonly [rule: string, code: string, told: ReturnType<ReturnType<typeof given>>, broken: Asked, kept: Asked][] = [
  [
    'R01',
    'WINDOW_MISMATCH',
    objective()(standing),
    { ...add, window: { fromYear: 2, startsOn: '2025-04-01' } },
    { ...add, window: { fromYear: 2 } },
  ],
  [
    'R01',
    'WINDOW_MISMATCH',
    objective()(standing, milestone('4b-m01')),
    { ...baseline, window: { fromYear: 2, endsOn: '2026-03-31' } },
    { ...baseline, window: { toYear: 2 } },
  ],
  ['R02', 'AFTER_RETIREMENT', objective()(standing, ended()), { ...add, window: { fromYear: 4 } }, { ...add, window: { fromYear: 2 } }],
  [
    'R02',
    'MILESTONE_NOT_OPEN',
    objective()(standing, milestone('4b-m01', {}, years(1, 5)), ended()),
    { type: 'StartMilestone', milestone: '4b-m01', on: '2028-04-01' },
    { type: 'StartMilestone', milestone: '4b-m01', on: '2028-03-30' },
  ],
  ['R03', 'DISPOSITION_NEEDS_DAY', objective()(standing), plan, { ...plan, dayOpen: true }],
  [
    'R04',
    'RECEIVER_MISSING',
    objective()(standing),
    { ...retire, receivers: [adult] },
    { ...retire, receivers: [adult, { ...adult, strand: 'Children' }] },
  ],
  [
    'R07',
    'DUE_OUTSIDE_WINDOW',
    objective()(standing),
    { ...add, window: { fromYear: 1 }, dueOn: '2026-04-01' },
    { ...add, window: { fromYear: 1 }, dueOn: '2026-03-31' },
  ],
  [
    'R07',
    'DATE_OUTSIDE_PERIOD',
    measure()(defined()),
    { ...set, value: '5', period: '2024/25' },
    { ...set, value: '5', period: '2025/26' },
  ],
  [
    'R21',
    'SCOPE_REQUIRED',
    measure()(defined(), target(1, '67', { byDate: '2026-03-31' })),
    { ...set, value: '72' },
    { ...set, value: '72', scope: 'NATIONAL' },
  ],
  ['R52', 'PERCENTAGE_INCOMPLETE', register()(), { ...hearing, figures: [agreed] }, { ...hearing, figures: [{ ...agreed, base: '585' }] }],
];

test.each(cases)('%s turns a command down, and lets its like through', (rule, code, told, broken, kept) => {
  told.when(broken).refused(code, rule);
  expect(Object.keys(told.when(kept).rows())).not.toEqual([]);
});

test('every entry rule is tried here, or where merges are decided', () => {
  const entries = rules.filter(({ kinds }) => kinds.includes('ENTRY')).map(({ name }) => name);
  expect([...new Set([...cases.map(([rule]) => rule), 'R31'])].sort()).toEqual(entries);
});

function ended(): readonly Fact[] {
  return on('2028-03-31', retired([adult, { ...adult, strand: 'Children' }]));
}
