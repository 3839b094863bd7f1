import { describe, expect, test } from '@jest/globals';
import { fold, on, type Fact } from '../../../../test/support/given.js';
import { added, milestone, retired, started, strand, years } from '../../../../test/support/objectives.js';
import type { DomainEvent } from '../projection.js';
import { isLate, milestoneStatus, publicStatusOfMilestone, receiversOf, slipOf, terminalOf } from './milestone.status.js';
import type { MilestoneRow } from './milestone.projection.js';
import type { ObjectiveRow, ObjectiveState } from './objective.projection.js';
import { objectiveSlice } from './objective.slice.js';
import { objectiveStatus, publicStatusOfAmbition, publicStatusOfObjective, strandStatus } from './objective.status.js';

const m = '4b-m01';
const event = (type: string, data: object = {}): DomainEvent => ({ type, data: { milestone: m, ...data } });

/** The rows as they stand on a day: facts of later days are not yet true. */
function rowsOn(day: string, ...facts: readonly Fact[]): { milestone: MilestoneRow; objective: ObjectiveRow } {
  const rows = fold(
    objectiveSlice,
    facts.filter((fact) => fact.on <= day),
  ) as ObjectiveState;
  const [row, objective] = [rows.milestone[m], rows.objective['4b']];
  if (row === undefined || objective === undefined) throw new Error('nothing there');
  return { milestone: row, objective };
}

const base = (fields: Readonly<Record<string, unknown>> = {}, window = years(1)): readonly Fact[] =>
  on('2025-04-01', added(), started(), milestone(m, fields, window));

function statuses(day: string, ...facts: readonly Fact[]): { status: string; publicStatus: string | null; late: boolean } {
  const { milestone: row, objective } = rowsOn(day, ...facts);
  return {
    status: milestoneStatus(row, objective, day),
    publicStatus: publicStatusOfMilestone(row, objective, day),
    late: isLate(row, objective, day),
  };
}

describe('what a milestone is on a day', () => {
  const delay = event('MilestoneDelayed', { reason: 'FUNDING', newEnd: '2026-09-30' });

  test('planned, in progress, met', () => {
    const facts = [
      ...base(),
      ...on('2025-06-01', event('MilestoneStarted')),
      ...on('2025-12-01', event('MilestoneMet', { evidence: 'Report' })),
    ];
    expect(statuses('2025-05-31', ...facts)).toEqual({ status: 'PLANNED', publicStatus: 'IN_PROGRESS', late: false });
    expect(statuses('2025-06-01', ...facts)).toEqual({ status: 'IN_PROGRESS', publicStatus: 'IN_PROGRESS', late: false });
    expect(statuses('2025-12-01', ...facts)).toEqual({ status: 'MET', publicStatus: 'COMPLETED', late: false });
  });

  test('is met on the first day on which it was said to be', () => {
    const met = (evidence: string): DomainEvent => event('MilestoneMet', { evidence });
    const { milestone: row } = rowsOn('2026-01-01', ...base(), ...on('2025-12-01', met('Second')), ...on('2025-11-01', met('First')));
    expect(row).toMatchObject({ metOn: '2025-11-01', evidence: 'First' });
  });

  test('goes on after a delay, and only then', () => {
    expect(rowsOn('2025-06-01', ...base(), ...on('2025-06-01', event('MilestoneStarted'))).milestone).not.toHaveProperty('resumedOn');
  });

  test('is not started while its window has not opened and nobody began', () => {
    expect(statuses('2026-03-31', ...base({}, years(2)))).toMatchObject({ publicStatus: 'NOT_STARTED' });
    expect(statuses('2026-04-01', ...base({}, years(2)))).toMatchObject({ publicStatus: 'IN_PROGRESS' });
    const early = [...base({}, years(2)), ...on('2025-06-01', event('MilestoneStarted'))];
    expect(statuses('2025-06-01', ...early)).toMatchObject({ publicStatus: 'IN_PROGRESS' });
    const late = event('MilestoneDelayed', { reason: 'FUNDING', newEnd: '2027-09-30' });
    expect(statuses('2025-06-01', ...base({}, years(2)), ...on('2025-06-01', late))).toMatchObject({ publicStatus: 'DELAYED' });
  });

  test('delayed until it goes on, and publicly so while its forecast is past the approved end', () => {
    const facts = [...base(), ...on('2025-10-01', delay), ...on('2025-11-01', event('MilestoneStarted'))];
    expect(statuses('2025-10-01', ...facts)).toMatchObject({ status: 'DELAYED', publicStatus: 'DELAYED' });
    expect(statuses('2025-11-01', ...facts)).toMatchObject({ status: 'IN_PROGRESS', publicStatus: 'DELAYED' });
    const better = [...facts, ...on('2025-12-01', event('MilestoneReforecast', { forecast: '2026-03-01' }))];
    expect(statuses('2025-12-01', ...better)).toMatchObject({ status: 'IN_PROGRESS', publicStatus: 'IN_PROGRESS' });
    const inTime = [...facts, ...on('2025-12-01', event('MilestoneReforecast', { forecast: '2026-03-31' }))];
    expect(statuses('2025-12-01', ...inTime)).toMatchObject({ publicStatus: 'IN_PROGRESS' });
    const moved = [...facts, ...on('2025-12-01', event('BaselineApproved', { window: years(1, 2), decidedBy: 'Board', reason: 'Bid' }))];
    expect(statuses('2025-12-01', ...moved)).toMatchObject({ status: 'IN_PROGRESS', publicStatus: 'IN_PROGRESS' });
  });

  test('held while its condition has failed, delayed or not', () => {
    const facts = [
      ...base({ condition: 'Capacity' }),
      ...on('2025-06-01', event('ConditionFailed', { reason: 'None' })),
      ...on('2025-07-01', delay),
      ...on('2025-08-01', event('ConditionMet')),
    ];
    expect(statuses('2025-06-01', ...facts)).toMatchObject({ status: 'HELD', publicStatus: 'IN_PROGRESS' });
    expect(statuses('2025-07-01', ...facts)).toMatchObject({ status: 'HELD', publicStatus: 'DELAYED' });
    expect(statuses('2025-08-01', ...facts)).toMatchObject({ status: 'DELAYED' });
  });

  test('a placeholder until it is defined', () => {
    const facts = [
      ...base({ nature: 'PLACEHOLDER', certainty: 'TO_BE_DEFINED' }),
      ...on('2025-09-01', event('PlaceholderDefined', { title: 'Hubs', certainty: 'COMMITTED', nature: 'DELIVER' })),
    ];
    expect(statuses('2025-08-31', ...facts)).toMatchObject({ status: 'PLACEHOLDER' });
    expect(statuses('2025-09-01', ...facts)).toMatchObject({ status: 'PLANNED' });
  });

  test('dropped has no public status', () => {
    expect(statuses('2025-06-01', ...base(), ...on('2025-06-01', event('MilestoneDropped', { reason: 'None' })))).toEqual({
      status: 'DROPPED',
      publicStatus: null,
      late: false,
    });
  });
});

describe('lateness', () => {
  test('is from the day after the due day, or else after the window', () => {
    expect(statuses('2025-09-30', ...base({ dueOn: '2025-09-30' }))).toMatchObject({ late: false, publicStatus: 'IN_PROGRESS' });
    expect(statuses('2025-10-01', ...base({ dueOn: '2025-09-30' }))).toMatchObject({
      late: true,
      publicStatus: 'DELAYED',
      status: 'PLANNED',
    });
    expect(statuses('2026-03-31', ...base())).toMatchObject({ late: false });
    expect(statuses('2026-04-01', ...base())).toMatchObject({ late: true });
  });

  test('of continuing work is only where its owner did not confirm this half-year or the one before', () => {
    const confirmed = on('2026-03-01', event('ContinuingConfirmed', { period: '2025-10-01' }));
    const facts = [...base({ nature: 'CONTINUE' }), ...confirmed];
    expect(statuses('2026-04-01', ...base({ nature: 'CONTINUE' }))).toMatchObject({ late: true });
    expect(statuses('2026-04-01', ...facts)).toMatchObject({ late: false });
    expect(statuses('2026-09-30', ...facts)).toMatchObject({ late: false });
    expect(statuses('2026-10-01', ...facts)).toMatchObject({ late: true });
  });
});

describe('the end of an objective', () => {
  const end = on('2025-12-31', retired([{ receiver: 'Adult programme' }]));

  test('passes open milestones on from that day, and meets its DISPOSITION items', () => {
    expect(statuses('2025-12-30', ...base(), ...end)).toMatchObject({ status: 'PLANNED' });
    expect(statuses('2025-12-31', ...base(), ...end)).toEqual({ status: 'HANDED_OVER', publicStatus: null, late: false });
    expect(statuses('2026-12-31', ...base(), ...end)).toEqual({ status: 'HANDED_OVER', publicStatus: null, late: false });
    expect(statuses('2025-12-31', ...base({ nature: 'DISPOSITION' }), ...end)).toMatchObject({ status: 'MET', publicStatus: 'COMPLETED' });
  });

  test('what is met on the day itself is met; of other terminal facts the earliest stands', () => {
    const met = (day: string): readonly Fact[] => on(day, event('MilestoneMet', { evidence: 'Report' }));
    const dropped = (day: string): readonly Fact[] => on(day, event('MilestoneDropped', { reason: 'None' }));
    expect(statuses('2026-06-01', ...base(), ...end, ...met('2025-12-31')).status).toBe('MET');
    expect(statuses('2026-06-01', ...base(), ...end, ...met('2026-01-01')).status).toBe('HANDED_OVER');
    expect(statuses('2026-06-01', ...base(), ...dropped('2025-08-01'), ...met('2025-08-01')).status).toBe('MET');
    expect(statuses('2026-06-01', ...base(), ...dropped('2025-08-02'), ...met('2025-08-01')).status).toBe('MET');
    expect(statuses('2026-06-01', ...base(), ...dropped('2025-08-01'), ...met('2025-08-02')).status).toBe('DROPPED');
    expect(statuses('2026-06-01', ...base(), ...end, ...dropped('2025-12-31')).status).toBe('DROPPED');
  });

  test('stands once: of two told, the earlier', () => {
    const { objective } = rowsOn('2027-01-01', ...base(), ...on('2026-06-30', retired([{ receiver: 'Other' }])), ...end);
    expect(objective.end).toMatchObject({ on: '2025-12-31', receivers: [{ receiver: 'Adult programme' }] });
  });

  test('content of later days is passed on when it comes', () => {
    const { objective } = rowsOn('2026-12-31', ...base(), ...end);
    const { milestone: row } = rowsOn('2026-12-31', ...on('2025-04-01', added()), ...on('2026-04-01', milestone(m)));
    expect(terminalOf(row, objective, '2026-12-31')).toEqual({ status: 'HANDED_OVER', on: '2026-04-01', byEnd: true });
  });

  test('gives a milestone to the receiver of its strand, or to all jointly', () => {
    const receivers = [
      { strand: 'Adult', receiver: 'Adult programme' },
      { strand: 'Children', receiver: 'Children’s programme' },
    ];
    const facts = [
      ...base(),
      ...on('2025-04-01', strand('Adult'), strand('Children'), strand('Older')),
      ...on('2025-12-31', retired(receivers)),
    ];
    const transferred = { type: 'StrandTransferred', data: { objective: '4b', strand: 'Older', receiver: 'Trust' } };
    const { objective } = rowsOn('2026-01-01', ...facts, ...on('2025-10-01', transferred));
    const addedOn = '2025-04-01';
    expect(receiversOf({ strand: 'Children', addedOn }, objective)).toEqual(['Children’s programme']);
    expect(receiversOf({ strand: 'Older', addedOn }, objective)).toEqual(['Trust']);
    expect(receiversOf({ addedOn }, objective)).toEqual(['Adult programme', 'Children’s programme']);
    expect(receiversOf({ addedOn }, { strands: [] })).toEqual([]);
  });
});

test('slip is counted in days from the first and from the approved end', () => {
  const facts = [
    ...base({ dueOn: '2025-09-30' }),
    ...on('2025-08-01', event('BaselineApproved', { window: years(1), dueOn: '2025-12-31', decidedBy: 'Board', reason: 'Bid' })),
    ...on('2025-09-01', event('MilestoneReforecast', { forecast: '2026-01-31', reason: 'Late' })),
  ];
  const { milestone: row } = rowsOn('2025-10-01', ...facts);
  expect(slipOf(row, undefined)).toEqual({ againstFirst: 123, againstApproved: 31 });
  expect(slipOf(row, '2025-12-30')).toEqual({ againstFirst: 91, againstApproved: -1 });
  expect(slipOf(rowsOn('2025-04-01', ...facts).milestone, undefined)).toEqual({ againstFirst: null, againstApproved: null });
});

describe('what an objective is on a day', () => {
  const of = (...events: readonly Fact[]): ObjectiveRow =>
    rowsOn('2029-12-31', ...on('2025-04-01', added(), milestone(m)), ...events).objective;

  test('proposed, active, at review, ended', () => {
    const row = of(
      ...on('2025-06-01', started(), { type: 'ReviewScheduled', data: { objective: '4b', reviewOn: '2026-03-31' } }),
      ...on('2026-05-01', { type: 'ReviewOutcomeRecorded', data: { objective: '4b', outcome: 'RETIRE', reviewOn: '2026-03-31' } }),
      ...on('2027-03-31', retired([{ receiver: 'X' }])),
    );
    expect(['2025-05-31', '2025-06-01', '2026-03-31', '2026-05-01', '2027-03-31'].map((day) => objectiveStatus(row, day))).toEqual([
      'PROPOSED',
      'ACTIVE',
      'AT_REVIEW',
      'ACTIVE',
      'RETIRED_TO_BAU',
    ]);
  });

  test('publicly it is delayed where it says so or an open milestone is', () => {
    const row = of(...on('2025-06-01', started()));
    expect(publicStatusOfObjective(row, ['IN_PROGRESS', null], '2025-05-31')).toBe('NOT_STARTED');
    expect(publicStatusOfObjective(row, ['IN_PROGRESS', null], '2025-06-01')).toBe('IN_PROGRESS');
    expect(publicStatusOfObjective(row, ['COMPLETED', 'DELAYED'], '2025-06-01')).toBe('DELAYED');
    const delayed = of(...on('2025-06-01', { type: 'ObjectiveDelayed', data: { objective: '4b', reason: 'OTHER', newEnd: '2029-03-31' } }));
    expect(publicStatusOfObjective(delayed, [], '2025-06-01')).toBe('DELAYED');
    const ended = of(...on('2025-06-01', started(), retired([{ receiver: 'X' }])));
    expect(publicStatusOfObjective(ended, ['DELAYED'], '2025-06-01')).toBe('COMPLETED');
  });

  test('an ambition is completed only where all its objectives are', () => {
    expect(publicStatusOfAmbition([])).toBe('NOT_STARTED');
    expect(publicStatusOfAmbition(['NOT_STARTED', 'NOT_STARTED'])).toBe('NOT_STARTED');
    expect(publicStatusOfAmbition(['COMPLETED', 'COMPLETED'])).toBe('COMPLETED');
    expect(publicStatusOfAmbition(['COMPLETED', 'NOT_STARTED'])).toBe('IN_PROGRESS');
    expect(publicStatusOfAmbition(['COMPLETED', 'DELAYED'])).toBe('DELAYED');
  });

  test('a strand is active until it ends, or its objective does', () => {
    const name = 'Adult';
    const one = { name, addedOn: '2025-04-01' };
    const objective = of(...on('2027-03-31', retired([{ strand: name, receiver: 'X' }])));
    expect(strandStatus(one, objective, '2026-01-01')).toBe('ACTIVE');
    expect(strandStatus(one, objective, '2027-03-31')).toBe('HANDED_OVER');
    expect(strandStatus({ ...one, concludedOn: '2026-03-31' }, objective, '2027-03-31')).toBe('CONCLUDED');
    expect(strandStatus({ ...one, transferredOn: '2026-03-31' }, objective, '2026-03-31')).toBe('TRANSFERRED');
    expect(strandStatus({ ...one, concludedOn: '2026-03-31' }, objective, '2026-03-30')).toBe('ACTIVE');
  });
});
