import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { entry, found } from '../../../../test/support/registers.js';
import { realPlan } from '../../../../test/support/real-plan.js';
import { planOn } from '../../../../test/support/row-source.js';
import { discrepancyRegister } from './discrepancy-register.js';
import { engagement } from './engagement.js';
import { immediatePriorities } from './immediate-priorities.js';
import { opinions } from './opinions.js';
import { places } from './places.js';

const view = (register: readonly (readonly Fact[])[], day = '2025-10-01', plan: readonly Fact[] = threeEditions) =>
  planOn(day, { plan, objectives: [], register });

describe('what stands around the real plan', () => {
  const real = planOn('2025-10-15', realPlan());

  test('are eight partnerships and five boards, two of them named (D105)', () => {
    const report = places(real);
    expect([report.partnerships.count, report.boards.count]).toEqual([8, 5]);
    expect(report.boardsByNaming.map(({ name, tally }) => [name, tally.count])).toEqual([
      ['STATED', 2],
      ['TO_BE_CONFIRMED', 3],
    ]);
    expect(report.withoutReview.subjects).toEqual(['hwp-waveney']);
    expect(report.shared[0]).toMatchObject({ name: 'Mental health and wellbeing', tally: { count: 3 } });
  });

  test('are six immediate priorities for 2025/26, with their figures and ambitions', () => {
    const { year, lines } = immediatePriorities(real);
    expect([year, immediatePriorities(real, '2026/27').lines]).toEqual(['2025/26', []]);
    expect(lines.map(({ figures, ambitions }) => [figures.length, ambitions.subjects.join()])).toEqual([
      [1, '6'],
      [3, '7'],
      [0, '2'],
      [0, '1,2,3,4'],
      [0, '3,4'],
      [0, '8'],
    ]);
  });

  test('is a survey that started with five ambitions and had three added (AS25)', () => {
    expect(engagement(real).lines).toMatchObject([
      {
        results: [{ percent: '86.3' }, { percent: '90.7' }],
        counts: [{ value: '700' }, { value: '249' }],
        startedWith: { subjects: ['2', '4', '6', '7', '8'] },
        added: { subjects: ['1', '3', '5'] },
      },
    ]);
  });

  test('are two opinions, one of a plan that is none (D097)', () => {
    expect(opinions(real).lines.map(({ board, stance, namesAnother }) => [board, stance, namesAnother])).toEqual([
      ['Suffolk Health and Wellbeing Board', 'ENDORSE', true],
      ['Norfolk Health and Wellbeing Board', 'ENDORSE', false],
    ]);
  });

  test('are 118 discrepancies: 17 high, 56 medium, 45 low; four of them unsettled', () => {
    const report = discrepancyRegister(real);
    expect(report.bySeverity.map(({ severity, all }) => [severity, all.count])).toEqual([
      ['HIGH', 17],
      ['MEDIUM', 56],
      ['LOW', 45],
    ]);
    expect([report.all.count, report.unsettled.subjects, report.blocking.subjects]).toEqual([
      118,
      ['D063', 'D064', 'D070', 'D083'],
      ['D063'],
    ]);
  });
});

describe('places', () => {
  const partnership = (code: string, priorities: readonly string[], details: object = {}) =>
    on('2025-04-01', entry(code, { kind: 'HEALTH_AND_WELLBEING_PARTNERSHIP', name: code, details: { priorities, ...details } }));
  const board = (code: string, naming: string, details: object = {}) =>
    on('2025-04-01', entry(code, { kind: 'PLACE_BOARD', name: code, details: { naming, ...details } }));
  const report = places(
    view([
      partnership('breckland', ['Mental health', 'Older people']),
      partnership('broadland', ['mental-health'], { crossCuttingThemes: ['Older People', 'Mental health'] }),
      partnership('waveney', ['Prevention'], { provisional: true }),
      partnership('norwich', ['Older people'], { provisional: true, reviewOn: '2026' }),
      board('norwich-board', 'STATED', { role: 'Integrates care' }),
      board('coast-board', 'TO_BE_CONFIRMED'),
    ]),
  );

  test('show what each partnership puts first, and what they share', () => {
    expect(report.partnerships.count).toBe(4);
    expect(report.partnershipLines[1]).toEqual({
      code: 'broadland',
      name: 'broadland',
      priorities: ['mental-health'],
      crossCuttingThemes: ['Older People', 'Mental health'],
      provisional: false,
    });
    expect(report.shared.map(({ name, tally }) => [name, tally.subjects])).toEqual([
      ['Older people', ['breckland', 'broadland', 'norwich']],
      ['Mental health', ['breckland', 'broadland']],
    ]);
    expect(report.withoutReview.subjects).toEqual(['waveney']);
  });

  test('show where the names of boards come from', () => {
    expect(report.boardLines).toEqual([
      { code: 'coast-board', name: 'coast-board', naming: 'TO_BE_CONFIRMED' },
      { code: 'norwich-board', name: 'norwich-board', naming: 'STATED', role: 'Integrates care' },
    ]);
    expect(report.boardsByNaming.map(({ name, tally }) => [name, tally.count])).toEqual([
      ['STATED', 1],
      ['TO_BE_CONFIRMED', 1],
    ]);
  });
});

test('immediate priorities are those of one year, of Year 1 where none is named', () => {
  const priority = (code: string, year: string, fields: object = {}) =>
    on('2025-04-01', entry(code, { kind: 'IMMEDIATE_PRIORITY', name: `Priority ${code}`, details: { year }, ...fields }));
  const figure = { label: 'ED 4-hour', value: '78', unit: '%', comparator: 'AT_LEAST' };
  const links = ['10', '6', '6'].map((code) => ({ kind: 'AMBITION', code, role: 'CONCERNS' }));
  const seen = view([priority('ip-1', '2025/26', { figures: [figure], links, summary: 'Flow' }), priority('ip-2', '2026/27')]);
  expect(immediatePriorities(seen)).toMatchObject({ year: '2025/26', priorities: { subjects: ['ip-1'] } });
  expect(immediatePriorities(seen).lines).toMatchObject([
    { code: 'ip-1', name: 'Priority ip-1', summary: 'Flow', figures: [figure], ambitions: { subjects: ['6', '10'] } },
  ]);
  expect(immediatePriorities(seen, '2026/27').lines).toMatchObject([{ code: 'ip-2', figures: [], ambitions: { count: 0 } }]);
});

test('AS25: shares of the public are 86.3 and 90.7 percent, each of its own base', () => {
  const link = (code: string, role: string) => ({ kind: 'AMBITION', code, role });
  const hearing = entry('hearing', {
    kind: 'ENGAGEMENT',
    name: 'Survey',
    details: { method: 'online survey', startsOn: '2022-12', endsOn: '2023-01', themes: ['GP access'] },
    figures: [
      { label: 'Responses', value: '700', unit: 'responses' },
      { label: 'Right priorities', value: '86.3', unit: '%', numerator: '505', base: '585' },
      { label: 'What matters most answered', value: '537', unit: 'people', base: '592' },
    ],
    links: [link('4', 'STARTED_WITH'), link('1', 'ADDED')],
  });
  const { hearings, lines } = engagement(view([on('2025-04-01', hearing)]));
  expect(hearings.subjects).toEqual(['hearing']);
  expect(lines).toMatchObject([
    {
      ...{ method: 'online survey', startsOn: '2022-12', endsOn: '2023-01', themes: ['GP access'] },
      results: [
        { question: 'Right priorities', numerator: '505', base: '585', percent: '86.3' },
        { question: 'What matters most answered', numerator: '537', base: '592', percent: '90.7' },
      ],
      counts: [{ label: 'Responses', value: '700' }],
      startedWith: { subjects: ['4'] },
      added: { subjects: ['1'] },
    },
  ]);
});

test('AS25: opinions of two boards on the edition, one that names another plan, one still awaited', () => {
  const told = (board: string, fields: object) => ({
    type: 'OpinionRecorded',
    data: { edition: 3, board, stance: 'ENDORSE', points: [], changeAsked: false, ...fields },
  });
  const plan = [
    ...threeEditions,
    ...on('2025-03-01', told('Suffolk', { subjectAsPrinted: 'One joint SNEE/N&W plan' })),
    ...on('2025-03-02', told('Norfolk', { receivedOnUnknown: true })),
    ...on(
      '2025-03-03',
      { type: 'OpinionRequested', data: { edition: 3, board: 'Essex' } },
      { type: 'OpinionRequested', data: { edition: 2, board: 'Kent' } },
    ),
  ];
  const { lines, awaited } = opinions(view([], '2025-10-01', plan));
  expect(lines.map(({ board, stance, receivedOn, namesAnother }) => [board, stance, receivedOn, namesAnother])).toEqual([
    ['Suffolk', 'ENDORSE', '2025-03-01', true],
    ['Norfolk', 'ENDORSE', undefined, false],
    ['Essex', undefined, undefined, false],
  ]);
  expect(awaited).toEqual(['Essex']);
});

test('discrepancies are counted by severity, state and category; unsettled ones of HIGH block', () => {
  const settled = (code: string, state = 'RESOLVED') => ({ type: 'DiscrepancyResolved', data: { code, state, resolution: 'So' } });
  const register = [
    on('2025-04-01', found('D001'), settled('D001')),
    on('2025-04-01', found('D002', { category: 'TITLE_VARIANT' })),
    on('2025-04-01', found('D003', { severity: 'LOW' }), settled('D003', 'ACCEPTED_AS_IS')),
    on('2025-04-01', found('D004', { severity: 'LOW' }), { type: 'DiscrepancyAssigned', data: { code: 'D004', post: 'Planning lead' } }),
  ];
  const report = discrepancyRegister(view(register));
  expect([report.all.count, report.unsettled.subjects, report.blocking.subjects]).toEqual([4, ['D002', 'D004'], ['D002']]);
  expect(
    report.bySeverity.map(({ severity, all, byState }) => [
      severity,
      all.count,
      byState.filter(({ tally }) => tally.count > 0).map(({ name }) => name),
    ]),
  ).toEqual([
    ['HIGH', 2, ['FOUND', 'RESOLVED']],
    ['MEDIUM', 0, []],
    ['LOW', 2, ['ASSIGNED', 'ACCEPTED_AS_IS']],
  ]);
  expect(report.byCategory.map(({ name, tally }) => [name, tally.count])).toEqual([
    ['DATE_LABEL', 3],
    ['TITLE_VARIANT', 1],
  ]);
  expect(report.lines.map(({ code }) => code)).toEqual(['D001', 'D002', 'D003', 'D004']);
});
