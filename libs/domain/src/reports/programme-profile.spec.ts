import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { added, milestone, retired, started, years } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { planOn } from '../../../../test/support/row-source.js';
import type { Day } from '../calendar.js';
import type { DomainEvent } from '../projection.js';
import { programmeProfile, type ProfileCell } from './programme-profile.js';

const START = '2025-04-01';

/** The cells of objective 4b, of which these facts are told on the first day of Year 1. */
function cells(events: readonly DomainEvent[], later: readonly Fact[] = [], day: Day = '2030-01-01'): readonly ProfileCell[] {
  const facts = { plan: threeEditions, objectives: [[...on(START, added(), started(), ...events), ...later]] };
  return programmeProfile(planOn(day, facts)).objectives[0].cells;
}

const reasons = (...args: Parameters<typeof cells>): readonly string[] => cells(...args).map(({ state, reason }) => `${state} ${reason}`);

describe('a cell of the programme profile', () => {
  test('is green where work is planned, and names what covers it', () => {
    const [first, second, third] = cells([milestone('4b-m01', {}, years(1, 2)), milestone('4b-m02', {}, years(2))]);
    expect(first).toMatchObject({ year: 1, state: 'GREEN', reason: 'WORK_PLANNED', interdependency: false });
    expect([first, second, third].map(({ covering }) => covering.subjects)).toEqual([['4b-m01'], ['4b-m01', '4b-m02'], []]);
    expect(third).toMatchObject({ year: 3, state: 'GREY', reason: 'NOTHING_PLANNED' });
  });

  test('is grey where only the end of the objective is planned, amber where only placeholders are', () => {
    const disposition = milestone('4b-m01', { nature: 'DISPOSITION' }, years(1, 2));
    expect(reasons([disposition, milestone('4b-m02', { nature: 'PLACEHOLDER' }, years(2))]).slice(0, 2)).toEqual([
      'GREY ONLY_DISPOSITION',
      'AMBER ONLY_PLACEHOLDERS',
    ]);
  });

  test('turns green when a placeholder gets its content', () => {
    const defined: DomainEvent = {
      type: 'PlaceholderDefined',
      data: { milestone: '4b-m01', title: 'A hub in each place', certainty: 'COMMITTED', nature: 'DELIVER' },
    };
    const facts = [milestone('4b-m01', { nature: 'PLACEHOLDER' })];
    const later = on('2025-06-01', defined);
    expect(reasons(facts, later, '2025-05-31')[0]).toBe('AMBER ONLY_PLACEHOLDERS');
    expect(reasons(facts, later, '2025-06-01')[0]).toBe('GREEN WORK_PLANNED');
  });

  test('has a marker where a covering milestone has a condition, unless it is grey', () => {
    const condition = 'Subject to capacity';
    const seen = cells([
      milestone('4b-m01', { condition }),
      milestone('4b-m02', { condition, nature: 'PLACEHOLDER' }, years(2)),
      milestone('4b-m03', { condition, nature: 'DISPOSITION' }, years(3)),
    ]);
    expect(seen.map(({ state, interdependency }) => `${state}${interdependency ? '*' : ''}`)).toEqual([
      ...['GREEN*', 'AMBER*', 'GREY', 'GREY', 'GREY'],
    ]);
    expect(seen[0].conditional).toEqual(['4b-m01']);
  });

  test('is amber where an item edge is at risk, in the years of the item alone', () => {
    const edge = {
      type: 'DependencyDeclared',
      data: {
        ...{ objective: '4b', dependency: '4b-d01', milestone: '4b-m01', to: { kind: 'MILESTONE', ref: '4b-m02' } },
        ...{ relation: 'DEPENDS_ON', basis: 'STATED' },
      },
    };
    const events = [milestone('4b-m01'), milestone('4b-m02', {}, years(1, 2)), milestone('4b-m03', {}, years(2)), edge];
    const [first, second] = cells(events, [], '2025-10-01');
    expect(first).toMatchObject({ state: 'AMBER', reason: 'AT_RISK', atRisk: ['4b-d01'] });
    expect(second).toMatchObject({ state: 'GREEN', reason: 'WORK_PLANNED', atRisk: [] });
  });

  test('is not covered by what was dropped, but by what was met', () => {
    const later = on(
      '2025-10-01',
      { type: 'MilestoneDropped', data: { milestone: '4b-m01', reason: 'Not needed' } },
      { type: 'MilestoneMet', data: { milestone: '4b-m02', evidence: 'Opened' } },
    );
    const facts = [milestone('4b-m01'), milestone('4b-m02', {}, years(2))];
    expect(reasons(facts, later).slice(0, 2)).toEqual(['GREY NOTHING_PLANNED', 'GREEN WORK_PLANNED']);
    expect(reasons(facts, later, '2025-09-30')[0]).toBe('GREEN WORK_PLANNED');
  });

  test('is grey in the years after the recorded end, which hands over what was open', () => {
    const facts = [milestone('4b-m01', {}, years(1, 5))];
    const end = on('2027-03-31', retired([{ receiver: 'Core services' }]));
    expect(reasons(facts, end)).toEqual([...['GREEN WORK_PLANNED', 'GREEN WORK_PLANNED'], ...['GREY ENDED', 'GREY ENDED', 'GREY ENDED']]);
    expect(reasons(facts, end, '2027-03-30')[4]).toBe('GREEN WORK_PLANNED');
  });
});

test('a plan without an edition has no years and no objectives to show', () => {
  const profile = programmeProfile(planOn('2025-10-01', { plan: threeEditions.slice(0, 1), objectives: [] }));
  expect(profile).toMatchObject({ edition: null, years: [], objectives: [] });
});
