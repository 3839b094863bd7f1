import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { on } from '../../../test/support/given.js';
import { added, milestone } from '../../../test/support/objectives.js';
import { ambition, threeEditions } from '../../../test/support/plans.js';
import { entry, found } from '../../../test/support/registers.js';
import { sourceOn } from '../../../test/support/row-source.js';
import { assemblePlanView } from './assemble.js';
import type { PlanView } from './plan-view.js';
import { searchPlan } from './search.js';

const tlhc = (title: string) => [
  ...on('2023-04-01', { type: 'ObjectiveAdded', data: { objective: '1c', ambition: 1, edition: 1, title } }),
  ...on('2025-04-01', { type: 'ObjectiveRenamed', data: { objective: '1c', title: 'Lung cancer screening programme' } }),
];

const objectives = [
  tlhc('Targeted Lung Health Check programme (TLHC)'),
  [
    ...on(
      '2025-04-01',
      added('6a', 'Integrate urgent and emergency care'),
      { type: 'TitleVariantRecorded', data: { objective: '6a', place: 'Figure 8', wording: 'Improve urgent & emergency care' } },
      milestone('6a-m01', { title: 'Open the co-ordination hub' }),
      milestone('6a-m02', { title: 'Lung cancer screening programme: invite by letter' }),
    ),
  ],
];

const register = [
  on(
    '2025-04-01',
    entry('nnuh', { kind: 'ORGANISATION', name: 'Norfolk and Norwich University Hospitals NHS Foundation Trust', details: {} }),
  ),
  on(
    '2025-04-01',
    entry('qeh', { kind: 'ORGANISATION', name: 'Queen Elizabeth Hospital King’s Lynn', details: {}, aliases: [{ alias: 'QEH' }] }),
  ),
  on('2025-04-01', found('D017', { what: 'Old Targeted Lung Health Check name survives.' })),
];

function viewOn(day: string, some: typeof objectives = objectives): PlanView {
  const plan = [...threeEditions, ...on('2025-04-01', ambition(6, 3, 'Urgent and emergency care'))];
  const view = assemblePlanView(sourceOn(day, { plan, objectives: some, register }), { code: 'jfp', entry: 0, on: day });
  if (view === undefined) throw new Error('there is a plan');
  return view;
}

const view = viewOn('2025-10-01');
const codes = (text: string, first = 100, at = view): readonly string[] => searchPlan(at, text, first).map(({ code }) => code);
const best = (text: string) => searchPlan(view, text, 1)[0];

describe('a search', () => {
  test('AS13: TLHC finds 1c by the acronym of its former title', () => {
    expect(best('TLHC')).toEqual({
      kind: 'OBJECTIVE',
      code: '1c',
      title: 'Lung cancer screening programme',
      field: 'ACRONYM',
      match: 'WHOLE',
      wording: 'Targeted Lung Health Check programme (TLHC)',
    });
  });

  test('AS13: and by initials where the former title prints no acronym', () => {
    const [hit] = searchPlan(viewOn('2025-10-01', [tlhc('Targeted Lung Health Check programme')]), 'TLHC', 1);
    expect(hit).toMatchObject({ code: '1c', field: 'INITIALS', match: 'WHOLE' });
  });

  test('knows the title of the day, and not those to come', () => {
    const before = viewOn('2025-03-31');
    expect(searchPlan(before, 'Targeted Lung Health Check programme TLHC', 1)[0]).toMatchObject({
      code: '1c',
      field: 'TITLE',
      match: 'WHOLE',
    });
    expect(codes('Lung cancer screening programme', 100, before)).toEqual([]);
  });

  test.each([
    ['lung CANCER screening programme', '1c', 'TITLE', 'WHOLE'],
    ['targeted lung', '1c', 'FORMER_TITLE', 'BEGINNING'],
    ['improve urgent and emergency care', '6a', 'TITLE_VARIANT', 'WHOLE'],
    ['coordination hub', '6a-m01', 'TITLE', 'PHRASE'],
    ['hub coordination', '6a-m01', 'TITLE', 'WORDS'],
    ['Open the coordination hub', '6a-m01', 'TITLE', 'WHOLE'],
    ['qeh', 'qeh', 'CODE', 'WHOLE'],
    ['QEH', 'qeh', 'ALIAS', 'WHOLE'],
    ['kings lynn', 'qeh', 'TITLE', 'PHRASE'],
    ['NNUH', 'nnuh', 'INITIALS', 'BEGINNING'],
    ['UEC', '6', 'INITIALS', 'WHOLE'],
    ['HNFT', 'nnuh', 'INITIALS', 'PHRASE'],
    ['urgent and emergency care', '6', 'TITLE', 'WHOLE'],
    ['screen prog lung', '1c', 'TITLE', 'WORDS'],
    ['D017', 'D017', 'CODE', 'WHOLE'],
    ['6', '6', 'CODE', 'WHOLE'],
  ])('%s finds %s by its %s, %s', (text, code, field, match) => {
    expect(best(text)).toMatchObject({ code, field, match });
  });

  test('codes match as they are written', () => {
    expect(codes('1c')).toEqual(['1c']);
    expect(codes('1C')).toEqual([]);
    expect(codes('d017')).toEqual([]);
    expect(codes('6a-m0')).toEqual([]);
  });

  test('better answers come first, equals in the order of kinds and codes', () => {
    expect(codes('lung cancer screening programme')).toEqual(['1c', '6a-m02']);
    expect(codes('emergency')).toEqual(['6', '6a']);
    expect(codes('lung')).toEqual(['1c', '6a-m02', 'D017']);
    expect(codes('lung', 1)).toEqual(['1c']);
  });

  test('of nothing that is a word finds nothing', () => {
    expect(codes('…')).toEqual([]);
    expect(codes('zebra')).toEqual([]);
  });

  test('any text is answered, and every title finds its thing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => codes(text).length >= 0));
    for (const { code, title } of view.objectives) expect(codes(title)).toContain(code);
    for (const { code, title } of view.milestones) expect(codes(title)).toContain(code);
    for (const { code, name } of view.registerEntries) expect(codes(name)).toContain(code);
  });
});
