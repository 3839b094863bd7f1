import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { added, milestone, retired, started, years } from '../../../../test/support/objectives.js';
import { current, opened, published, threeEditions, withdrawn } from '../../../../test/support/plans.js';
import { sourceOn } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import type { PlanView } from '../plan-view.js';
import type { DomainEvent } from '../projection.js';
import { editionCommitments, type EditionCommitments, type PromiseLine } from './edition-commitments.js';

const five: readonly Fact[] = [
  ...threeEditions,
  ...on('2026-01-10', opened(4, '2026/27')),
  ...on('2026-04-01', published(4), current(4)),
  ...on('2027-01-10', opened(5, '2027/28')),
  ...on('2027-04-01', published(5), current(5)),
];
const event = (type: string, code: string, data: object): DomainEvent => ({ type, data: { milestone: code, ...data } });
const later = (code: string, edition: number, of: string): DomainEvent =>
  milestone(code, { edition, formerly: [of], firstWindow: years(1) }, years(edition - 2));

/** 4b has one promise for every end that it may come to; 1b retires, 1d is merged, 1c is concluded. */
const collaboratives: readonly Fact[] = [
  ...on('2025-04-01', added(), started(), ...['01', '02', '03', '04', '05', '06'].map((n) => milestone(`4b-m${n}`))),
  ...on(
    '2025-09-01',
    event('MilestoneMet', '4b-m01', { evidence: 'Report' }),
    event('MilestoneDropped', '4b-m02', { reason: 'Done nationally' }),
  ),
  ...on('2026-04-01', event('MilestoneCarriedForward', '4b-m03', { edition: 4, into: '4b-m07' }), later('4b-m07', 4, '4b-m03')),
  ...on('2027-04-01', event('MilestoneCarriedForward', '4b-m07', { edition: 5, into: '4b-m10' }), later('4b-m10', 5, '4b-m07')),
  ...on('2027-06-01', event('MilestoneMet', '4b-m10', { evidence: 'Report' })),
  ...on('2026-04-01', event('MilestoneSplit', '4b-m04', { edition: 4, into: ['4b-m08', '4b-m09'], reason: 'Two pieces' })),
  ...on('2026-04-01', later('4b-m08', 4, '4b-m04'), later('4b-m09', 4, '4b-m04')),
  ...on('2026-05-01', event('MilestoneMet', '4b-m08', { evidence: 'Report' })),
  ...on('2026-04-01', event('MilestoneCarriedForward', '4b-m05', { edition: 4, into: '4b-m99' })),
];
const ending = (code: string, end: DomainEvent): readonly Fact[] => [
  ...on(
    '2025-04-01',
    added(code),
    started(code),
    milestone(`${code}-m01`, {}, years(5)),
    milestone(`${code}-m02`, { nature: 'DISPOSITION' }),
  ),
  ...on('2026-03-31', end),
];
const objectives = [
  collaboratives,
  ending('1b', retired([{ receiver: 'Core maternity care' }], '1b')),
  ending('1c', { type: 'ObjectiveConcluded', data: { objective: '1c', reason: 'National programme', receiver: 'NHS England' } }),
  ending('1d', { type: 'ObjectiveMerged', data: { objective: '1d', into: '4b', reason: 'One aim' } }),
];

function view(day: string, plan: readonly Fact[] = five, edition?: number): PlanView {
  const point = { code: 'jfp', entry: 9, on: day, ...(edition !== undefined && { edition }) };
  const found = assemblePlanView(sourceOn(day, { plan, objectives }), point);
  if (found === undefined) throw new Error('no such plan');
  return found;
}

const followed = (day: string, edition: number, plan = five): EditionCommitments => editionCommitments(view(day, plan), edition)!;
const line = (report: EditionCommitments, code: string): PromiseLine => report.promises.find((one) => one.code === code)!;

describe('what became of the promises of an edition', () => {
  const report = followed('2027-07-01', 3);

  test('every one of them has come to an end, or is open', () => {
    expect(report.promises.map(({ code, resolution, openIn }) => [code, resolution, ...openIn])).toEqual([
      ['1b-m01', 'RETIRED_TO_BAU'],
      ['1b-m02', 'MET'],
      ['1c-m01', 'HANDED_OVER'],
      ['1c-m02', 'MET'],
      ['1d-m01', 'SUPERSEDED'],
      ['1d-m02', 'MET'],
      ['4b-m01', 'MET'],
      ['4b-m02', 'DROPPED'],
      ['4b-m03', 'MET'],
      ['4b-m04', 'SUPERSEDED', '4b-m09'],
      ['4b-m05', 'OPEN', '4b-m05'],
      ['4b-m06', 'OPEN', '4b-m06'],
    ]);
    expect(report).toMatchObject({ entry: 9, on: '2027-07-01', edition: 5, ofEdition: 3, ruleSet: '2025-1' });
    const counts = report.counts.map(({ resolution, milestones }) => [resolution, milestones.count]);
    expect(counts).toEqual([
      ['MET', 5],
      ['RETIRED_TO_BAU', 1],
      ['HANDED_OVER', 1],
      ['SUPERSEDED', 2],
      ['DROPPED', 1],
      ['OPEN', 2],
    ]);
    expect(counts.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(report.promises.length);
  });

  test('with the way that it took, and why', () => {
    expect(line(report, '4b-m03')).toMatchObject({
      promisedFor: '2026-03-31',
      resolvedOn: '2027-06-01',
      chain: [
        { code: '4b-m03', edition: 3, how: 'CARRIED_FORWARD' },
        { code: '4b-m07', edition: 4, how: 'CARRIED_FORWARD' },
        { code: '4b-m10', edition: 5 },
      ],
    });
    expect(line(report, '4b-m04')).toMatchObject({ resolvedOn: '2026-04-01', reason: 'Two pieces' });
    expect(line(report, '4b-m04').chain.map(({ code }) => code)).toEqual(['4b-m04', '4b-m08', '4b-m09']);
    expect(line(report, '4b-m02')).toMatchObject({ reason: 'Done nationally', resolvedOn: '2025-09-01' });
    expect(line(report, '1b-m01')).toMatchObject({
      receivers: ['Core maternity care'],
      resolvedOn: '2026-03-31',
      reason: 'Service established',
    });
    expect(line(report, '1d-m01')).toMatchObject({ receivers: ['4b'], reason: 'One aim' });
  });

  test('on an earlier day it is what was true then', () => {
    expect(line(followed('2026-06-01', 3), '4b-m03')).toMatchObject({ resolution: 'OPEN', openIn: ['4b-m07'] });
    expect(line(followed('2025-10-01', 3), '4b-m03')).toMatchObject({
      resolution: 'OPEN',
      openIn: ['4b-m03'],
      chain: [{ code: '4b-m03' }],
    });
  });

  test('does not depend on the edition that the plan is looked at in', () => {
    const seenIn = (edition: number) => editionCommitments(view('2027-07-01', five, edition), 3);
    for (const edition of [3, 4]) expect(seenIn(edition)).toEqual({ ...report, edition });
    expect(seenIn(2)).toBeUndefined();
  });

  test('of a withdrawn edition can be asked in that edition alone', () => {
    const gone = [...five.filter((fact) => fact.on < '2027-01-01'), ...on('2026-06-01', withdrawn(4))];
    const promised = editionCommitments(view('2026-06-02', gone, 4), 4)?.promises;
    expect(promised?.map(({ code }) => code)).toEqual(['4b-m07', '4b-m08', '4b-m09']);
  });

  test('a carry into an edition since withdrawn is open again', () => {
    const gone = [...five.filter((fact) => fact.on < '2027-01-01'), ...on('2026-06-01', withdrawn(4))];
    expect(line(followed('2026-06-02', 3, gone), '4b-m03')).toMatchObject({ resolution: 'OPEN', openIn: ['4b-m03'] });
  });

  test('can be asked of any edition up to the one looked at', () => {
    expect(followed('2027-07-01', 4).promises.map(({ code }) => code)).toEqual(['4b-m07', '4b-m08', '4b-m09']);
    expect(editionCommitments(view('2026-07-01'), 5)).toBeUndefined();
    expect(editionCommitments(view('2027-07-01'), 9)).toBeUndefined();
  });
});
