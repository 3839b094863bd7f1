import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { defined } from '../../../../test/support/measures.js';
import { added } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { entry, found } from '../../../../test/support/registers.js';
import { sourceOn } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import type { PlanView } from '../plan-view.js';
import { isAbout, linksOf } from './register.view.js';

const link = (kind: string, code: string): object => ({ kind, code, role: 'CONCERNS' });
const strategy = entry('people-plan', {
  aliases: [{ alias: 'Workforce strategy' }],
  links: [
    link('AMBITION', '4'),
    link('OBJECTIVE', '4b'),
    link('OBJECTIVE', '9z'),
    link('MEASURE', '4b-k1'),
    link('EDITION', '3'),
    link('REGISTER_ENTRY', 'icb'),
  ],
});
const icb = entry('icb', { kind: 'ORGANISATION', name: 'NHS Norfolk and Waveney ICB', details: {}, aliases: [{ alias: 'ICB' }] });

const register: readonly (readonly Fact[])[] = [
  [
    ...on('2025-04-01', strategy),
    ...on('2026-04-01', { type: 'RegisterEntryRenamed', data: { code: 'people-plan', name: 'Workforce Plan' } }),
    ...on('2028-04-01', { type: 'RegisterEntryEnded', data: { code: 'people-plan', reason: 'Merged' } }),
  ],
  on('2025-04-01', icb),
  [
    ...on('2025-04-01', found('D010', { about: ['4b-m01', 'PLAN'] })),
    ...on('2025-06-01', { type: 'DiscrepancyResolved', data: { code: 'D010', state: 'RESOLVED', resolution: 'As below.' } }),
    ...on('2025-07-01', { type: 'DiscrepancyReopened', data: { code: 'D010', reason: 'Not so' } }),
  ],
  on('2025-04-01', found('D002')),
];

const measures = [on('2025-04-01', defined('4b-k1'))];

function viewOn(day: string): PlanView {
  const source = sourceOn(day, { plan: threeEditions, objectives: [on('2025-04-01', added())], measures, register });
  const view = assemblePlanView(source, { code: 'jfp', entry: 0, on: day });
  if (view === undefined) throw new Error('there is a plan');
  return view;
}

describe('the register on a day', () => {
  test('lists entries and discrepancies in the order of their codes', () => {
    const view = viewOn('2025-10-01');
    expect(view.registerEntries.map(({ code }) => code)).toEqual(['icb', 'people-plan']);
    expect(view.discrepancies.map(({ code }) => code)).toEqual(['D002', 'D010']);
    expect(viewOn('2025-03-31').registerEntries).toEqual([]);
    expect(view.registerEntry('nobody')).toBeUndefined();
    expect(view.discrepancy('D002')?.severity).toBe('HIGH');
  });

  test('shows the name of the day, the former ones, and whether the entry still holds', () => {
    expect(viewOn('2026-03-31').registerEntry('people-plan')).toMatchObject({ name: 'People Plan', formerNames: [], inForce: true });
    expect(viewOn('2028-03-31').registerEntry('people-plan')).toMatchObject({
      name: 'Workforce Plan',
      formerNames: [{ title: 'People Plan', until: '2026-03-31' }],
      inForce: true,
    });
    expect(viewOn('2028-04-01').registerEntry('people-plan')).toMatchObject({ inForce: false, endReason: 'Merged' });
  });

  test('says in what state a discrepancy is', () => {
    const states = ['2025-05-31', '2025-06-01', '2025-07-01'].map((day) => viewOn(day).discrepancy('D010')?.state);
    expect(states).toEqual(['FOUND', 'RESOLVED', 'FOUND']);
  });
});

test('a link shows the title of what it leads to, as far as it is there', () => {
  const view = viewOn('2025-10-01');
  const strategyNow = view.registerEntry('people-plan');
  expect(strategyNow && linksOf(view, strategyNow).map(({ code, title }) => [code, title])).toEqual([
    ['4', 'Ambition 4'],
    ['4b', 'Mental health collaboratives'],
    ['9z', undefined],
    ['4b-k1', 'Measure 4b-k1'],
    ['3', '2025/26–2029/30'],
    ['icb', 'NHS Norfolk and Waveney ICB'],
  ]);
});

test('a discrepancy about a part is about the whole', () => {
  const about = { about: ['4b-m01', 'PLAN'] };
  expect(['4b', '4b-m01', 'PLAN', '4', '4b-m'].map((code) => isAbout(about, code))).toEqual([true, true, true, false, false]);
});
