import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { milestone, years } from '../../../../test/support/objectives.js';
import { ambition, threeEditions } from '../../../../test/support/plans.js';
import { planOn, type PlanFacts } from '../../../../test/support/row-source.js';
import type { Day } from '../calendar.js';
import { progressReport, type ObjectiveBlock, type ProgressReport } from './progress-report.js';
import { updatesOwed } from './updates-owed.js';

const START = '2025-04-01';
const END = '2025-09-30';

const objective = (code: string): readonly Fact[] =>
  on(
    START,
    { type: 'ObjectiveAdded', data: { objective: code, ambition: Number(code[0]), edition: 3, title: `Objective ${code}` } },
    { type: 'ObjectiveStarted', data: { objective: code } },
  );

const facts: PlanFacts = {
  plan: [
    ...threeEditions,
    ...on(
      START,
      ambition(2, 3),
      { type: 'DeliveryOutlookSet', data: { ambition: 2, outlook: 'CHALLENGING', reason: 'Waiting lists grow' } },
      { type: 'AccountablePostAssigned', data: { ambition: 1, post: 'Director of strategy', lead: true } },
    ),
  ],
  objectives: [
    [
      ...objective('1a'),
      ...on(
        START,
        milestone('1a-m01'),
        milestone('1a-m02', { dueOn: END }),
        milestone('1a-m03'),
        milestone('1a-m04', {}, { fromYear: 1, toYear: 1, startsOn: '2025-10-01', endsOn: '2026-03-31' }),
        milestone('1a-m05', {}, years(3)),
        {
          type: 'RiskRaised',
          data: { objective: '1a', risk: '1a-r01', kind: 'CAPACITY', text: 'Too few nurses', likelihood: 4, impact: 3 },
        },
        { type: 'RiskRaised', data: { objective: '1a', risk: '1a-r02', kind: 'FUNDING', text: 'No money' } },
      ),
      ...on('2025-07-01', { type: 'MilestoneMet', data: { milestone: '1a-m01', evidence: 'Board minutes' } }),
      ...on('2025-08-01', {
        type: 'MilestoneDelayed',
        data: { milestone: '1a-m03', reason: 'FUNDING', newEnd: '2026-09-30', note: 'Bid lost' },
      }),
      ...on('2025-09-01', {
        type: 'StatusAssured',
        data: { milestone: '1a-m02', status: 'DELAYED', post: 'Head of audit', text: 'No evidence seen' },
      }),
      ...on(END, {
        type: 'PeriodUpdateRecorded',
        data: {
          objective: '1a',
          periodEnd: END,
          achieved: 'Clinics opened',
          next: 'More clinics',
          challenges: 'Staffing',
          outcomes: 'Fewer smokers',
        },
      }),
    ],
    [...objective('1b'), ...on(START, milestone('1b-m01', {}, years(1, 2)))],
    [...objective('2a'), ...on(END, { type: 'PeriodUpdateRecorded', data: { objective: '2a', periodEnd: END, nil: true } })],
    on(START, { type: 'ObjectiveAdded', data: { objective: '2b', ambition: 2, edition: 3, title: 'Objective 2b' } }),
  ],
  register: [
    on(
      START,
      {
        type: 'RegisterEntryAdded',
        data: {
          code: 'calls',
          kind: 'CASE_STUDY',
          name: 'Frailty calls',
          aliases: [],
          details: { subject: 'Frailty' },
          figures: [],
          links: [],
          sourceLines: [],
        },
      },
      { type: 'RegisterEntryLinked', data: { code: 'calls', to: { kind: 'AMBITION', code: '1' } } },
    ),
  ],
};

const reportOn = (day: Day): ProgressReport => progressReport(planOn(day, facts), END);
const block = (report: ProgressReport, code: string): ObjectiveBlock => {
  const found = report.ambitions.flatMap(({ objectives }) => objectives).find((one) => one.code === code);
  if (found === undefined) throw new Error(`There is no block for ${code}.`);
  return found;
};
const codes = (things: readonly { readonly code: string }[]): readonly string[] => things.map(({ code }) => code);

describe('the progress report of a half-year', () => {
  const report = reportOn(END);

  test('counts milestones by status, as a whole and by ambition, and leaves out what has not started', () => {
    const { completed, inProgress, delayed } = report.counts;
    expect([completed.subjects, inProgress.subjects, delayed.subjects]).toEqual([['1a-m01'], ['1a-m02', '1b-m01'], ['1a-m03']]);
    expect(report.ambitions.map(({ number, counts }) => [number, counts.inProgress.count])).toEqual([
      [1, 2],
      [2, 0],
      [4, 0],
    ]);
    expect(report.period).toEqual({ startsOn: START, endsOn: END, nextEndsOn: '2026-03-31', cutOff: '2025-10-14' });
  });

  test('lists them under their objective with evidence, and the reason of a delay', () => {
    const { completed, inProgress, delayed } = block(report, '1a');
    expect(completed).toMatchObject([{ code: '1a-m01', metOn: '2025-07-01', evidence: 'Board minutes' }]);
    expect(codes(inProgress)).toEqual(['1a-m02']);
    expect(delayed).toMatchObject([
      {
        code: '1a-m03',
        delayedBy: 'DECLARED',
        forecast: '2026-09-30',
        delay: { reason: 'FUNDING', newEnd: '2026-09-30', note: 'Bid lost' },
      },
    ]);
    expect(block(reportOn('2025-10-01'), '1a').delayed.map(({ code, delayedBy }) => [code, delayedBy])).toEqual([
      ['1a-m02', 'LATE'],
      ['1a-m03', 'DECLARED'],
    ]);
  });

  test('shows what is assured beside what is computed, and that they disagree', () => {
    expect(block(report, '1a').inProgress[0]).toMatchObject({
      computed: 'IN_PROGRESS',
      assured: { status: 'DELAYED', post: 'Head of audit' },
      disputed: true,
    });
    expect(report.disputed.subjects).toEqual(['1a-m02']);
  });

  test('says what the next half-year brings', () => {
    const { opensNext, dueNext, update } = block(report, '1a');
    expect([opensNext.subjects, dueNext.subjects, update?.next]).toEqual([['1a-m04'], ['1a-m03'], 'More clinics']);
    expect(block(report, '1b')).toMatchObject({ opensNext: { count: 0 }, dueNext: { count: 0 } });
  });

  test('gathers what owners wrote under its headings, capacity notes, outlooks and case notes', () => {
    expect([report.challenges, report.outcomes]).toEqual([
      [{ objective: '1a', text: 'Staffing', afterCutOff: true }],
      [{ objective: '1a', text: 'Fewer smokers', afterCutOff: true }],
    ]);
    expect(report.capacityNotes).toEqual([{ line: 'CAPACITY', code: '1a-r01', objective: '1a', text: 'Too few nurses', score: 12 }]);
    expect(report.ambitions.map(({ outlook, caseNotes }) => [outlook, caseNotes])).toEqual([
      [undefined, [{ code: 'calls', name: 'Frailty calls' }]],
      ['CHALLENGING', []],
      [undefined, []],
    ]);
  });

  test('counts who owes an update, nil returns and what came after the cut-off', () => {
    expect([report.owed.subjects, report.nilReturns.subjects]).toEqual([['1b'], ['2a']]);
    expect(report.afterCutOff.subjects).toEqual(['1a', '2a']);
    expect(block(report, '2b')).toMatchObject({ owesUpdate: false, computed: 'NOT_STARTED' });
  });
});

test('an update is owed by the delivery lead, or else by the post that leads the ambition', () => {
  const lead = on('2025-06-01', { type: 'DeliveryLeadAssigned', data: { objective: '2a', post: 'Programme lead', deputy: 'Deputy lead' } });
  const objectives = facts.objectives.map((one, index) => (index === 2 ? [...one, ...lead] : one));
  const owed = updatesOwed(planOn('2026-03-31', { ...facts, objectives }), '2026-03-31');
  expect(owed.lines).toEqual([
    { objective: '1a', title: 'Objective 1a', ambition: 1, owedBy: 'Director of strategy' },
    { objective: '1b', title: 'Objective 1b', ambition: 1, owedBy: 'Director of strategy' },
    { objective: '2a', title: 'Objective 2a', ambition: 2, owedBy: 'Programme lead', deputy: 'Deputy lead' },
  ]);
  expect([owed.owed.count, owed.received.count, owed.nilReturns.count]).toEqual([3, 0, 0]);
});

test('nothing is owed before an objective started, nor once it ended before the half-year', () => {
  const ended = on('2025-09-15', { type: 'ObjectiveConcluded', data: { objective: '1b', reason: 'Done', handedOver: [] } });
  const started = on('2025-10-01', { type: 'ObjectiveStarted', data: { objective: '2b' } });
  const objectives = facts.objectives.map((one, index) => [...one, ...(index === 1 ? ended : []), ...(index === 3 ? started : [])]);
  const owedFor = (periodEnd: Day): readonly string[] =>
    updatesOwed(planOn('2026-03-31', { ...facts, objectives }), periodEnd).owed.subjects;
  expect([owedFor(END), owedFor('2026-03-31')]).toEqual([['1b'], ['1a', '2a', '2b']]);
});
