import { describe, expect, test } from '@jest/globals';
import { fold, given, on, type Fact } from '../../../../test/support/given.js';
import { added, milestone, started } from '../../../../test/support/objectives.js';
import { ambition, opened, plan, registered, threeEditions } from '../../../../test/support/plans.js';
import { planOn, type PlanFacts } from '../../../../test/support/row-source.js';
import type { Context, Frozen } from '../decider.js';
import type { PlanView } from '../plan-view.js';
import type { DomainEvent } from '../projection.js';
import { bytesOf, packed } from './packing.js';
import { issueGate } from './report.freeze.js';
import type { ReportState } from './report.projection.js';
import { reportSlice } from './report.slice.js';

const END = '2025-09-30';
const HEAD = {
  ...{ entry: 99, on: END, edition: 3, ruleSet: '2025-1', cutOff: '2025-10-14' },
  ...{ counts: { completed: 0, inProgress: 1, delayed: 0 }, byAmbition: [] },
};

const line = (code: string, title = 'What it delivers') => ({
  line: 'MILESTONE',
  code,
  objective: '4b',
  title,
  computed: 'IN_PROGRESS',
  disputed: false,
  endsOn: '2026-03-31',
});

/** Content of a report as the gate hands it over, with hashes that say what they are of. */
const frozen = (...parts: readonly (readonly object[])[]): Frozen => ({
  head: HEAD,
  hash: `all ${parts.length}`,
  parts: parts.map((content, index) => ({ content, hash: `part ${index + 1}` })),
});

const context = (content?: Frozen): Partial<Context> => ({
  plan,
  gate: { findings: [], checkedAt: 99, ...(content !== undefined && { frozen: content }) },
});
const reportOf = (content?: Frozen) => given(reportSlice, context(content));

const small = frozen([line('4b-m01')], [line('4b-m02')]);
const begun = (content: Frozen, commands: number): DomainEvent => ({
  type: 'ProgressReportFrozen',
  data: { report: END, periodEnd: END, ...HEAD, parts: content.parts.length, commands, hash: content.hash },
});
const kept = (content: Frozen, part: number): DomainEvent => ({
  type: 'ProgressReportPartKept',
  data: { report: END, part, hash: `part ${part}`, lines: content.parts[part - 1].content },
});
const issued = (content: Frozen): DomainEvent => ({
  type: 'ProgressReportIssued',
  data: { report: END, hash: content.hash, parts: content.parts.map(({ hash }) => hash) },
});
const whole = [begun(small, 1), kept(small, 1), kept(small, 2), issued(small)];
const issue = { type: 'IssueProgressReport', periodEnd: END };

describe('a report is issued', () => {
  test('with its point, rules and counts first, then its content, then what closes it', () => {
    reportOf(small)()
      .when(issue)
      .then(...whole);
  });

  test('even where there is nothing in it', () => {
    const empty = frozen();
    reportOf(empty)().when(issue).then(begun(empty, 1), issued(empty));
  });

  test('once under a code; the same point named again is already so', () => {
    const told = on('2025-10-15', ...whole);
    const refusal = reportOf(small)(told).when(issue).refused('REPORT_ALREADY_ISSUED');
    expect(refusal.facts).toContainEqual({ name: 'issuedOn', value: '2025-10-15' });
    reportOf(small)(told)
      .when({ ...issue, entry: 99 })
      .nothing();
    reportOf(small)(told)
      .when({ ...issue, entry: 100 })
      .refused('REPORT_ALREADY_ISSUED');
    reportOf(small)(told)
      .when({ ...issue, report: END, periodEnd: '2025-03-31', entry: 99 })
      .refused('REPORT_ALREADY_ISSUED');
  });

  test('of a half-year that is over, of a plan that has something to report', () => {
    reportOf(small)()
      .when({ ...issue, periodEnd: '2025-10-31' })
      .refused('PERIOD_END_INVALID');
    reportOf(small)()
      .when({ ...issue, effectiveOn: '2025-09-29' })
      .refused('PERIOD_NOT_OVER');
    reportOf(small)()
      .when({ ...issue, effectiveOn: END })
      .then(...whole);
    reportOf(small)()
      .when({ ...issue, effectiveOn: '2040-01-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
    reportOf()().when(issue).refused('NOTHING_TO_REPORT');
    given(reportSlice, { gate: { findings: [], checkedAt: 99 } })()
      .when(issue)
      .refused('PLAN_NOT_FOUND');
  });
});

describe('a report that is too large for one command', () => {
  const text = 'x'.repeat(46 * 1024);
  const large = frozen(...Array.from({ length: 20 }, (_, index) => [line(`4b-m${index}`, text)]));
  const facts = [
    { name: 'commands', value: '3' },
    { name: 'entry', value: '99' },
  ];
  const shares = [0, 9, 18, 20]
    .slice(1)
    .map((end, index, ends) =>
      Array.from({ length: end - (ends[index - 1] ?? 0) }, (_, at) => kept(large, (ends[index - 1] ?? 0) + at + 1)),
    );
  const first = [begun(large, 3), ...shares[0]];

  test('asks for its parts, each as large as one command may be', () => {
    expect(reportOf(large)().when(issue).refused('REPORT_IN_PARTS').facts).toEqual(facts);
    reportOf(large)()
      .when({ ...issue, part: 1 })
      .then(...first);
    reportOf(large)(first)
      .when({ ...issue, part: 2 })
      .then(...shares[1]);
    reportOf(large)(first, shares[1])
      .when({ ...issue, part: 3 })
      .then(...shares[2]);
    expect(Math.max(...shares.map(bytesOf))).toBeLessThan(512 * 1024);
  });

  test('is issued only when all of them are kept', () => {
    expect(reportOf(large)(first).when(issue).refused('REPORT_IN_PARTS').facts).toEqual(facts);
    reportOf(large)(first, shares[1], shares[2]).when(issue).then(issued(large));
    const rows = reportOf(large)(first, shares[1])
      .when({ ...issue, part: 3 })
      .rows() as ReportState;
    expect(rows.issuedReport[END]).toMatchObject({ kept: { length: 20 } });
    expect(rows.issuedReport[END]).not.toHaveProperty('issuedOn');
  });

  test('takes its parts in turn, and each once', () => {
    reportOf(large)()
      .when({ ...issue, part: 2 })
      .refused('REPORT_IN_PARTS');
    reportOf(large)(first)
      .when({ ...issue, part: 3 })
      .refused('REPORT_IN_PARTS');
    reportOf(large)(first)
      .when({ ...issue, part: 4 })
      .refused('REPORT_IN_PARTS');
    reportOf(large)(first, shares[1])
      .when({ ...issue, part: 1 })
      .nothing();
  });

  test('goes on with no other content and at no other point than it was begun with', () => {
    reportOf(small)(first)
      .when({ ...issue, part: 2 })
      .refused('REPORT_DIFFERS');
    reportOf(large)(first)
      .when({ ...issue, part: 2, entry: 98 })
      .refused('REPORT_ALREADY_ISSUED');
    reportOf(large)(first)
      .when({ ...issue, part: 2, periodEnd: '2025-03-31', report: END })
      .refused('REPORT_ALREADY_ISSUED');
  });
});

describe('an issued report is published', () => {
  const publish = { type: 'PublishReport', report: END, destination: 'Website' };
  const told: readonly Fact[] = on('2025-10-15', ...whole);
  const published = { type: 'ReportPublished', data: { report: END, destination: 'Website' } };

  test('somewhere, once a day', () => {
    reportOf()(told).when(publish).then(published);
    reportOf()(told, on('2025-10-15', published)).when(publish).nothing();
    reportOf()(told)
      .when({ ...publish, effectiveOn: '2025-10-14' })
      .refused('EFFECTIVE_BEFORE_CREATED');
  });

  test('not before it is issued', () => {
    reportOf()(whole.slice(0, 3)).when(publish).refused('REPORT_NOT_FOUND');
    given(reportSlice)().when(publish).refused('PLAN_NOT_FOUND');
  });
});

describe('what is frozen', () => {
  const facts: PlanFacts = {
    plan: threeEditions,
    objectives: [on('2025-04-01', added(), started(), milestone('4b-m01'))],
  };

  test('is the report on the day that the half-year ends, at the entry named or else the last', () => {
    expect(issueGate.at(issue, { today: '2025-10-15' })).toEqual({ on: END });
    expect(issueGate.at({ ...issue, entry: 7 }, { today: '2025-10-15' })).toEqual({ on: END, entry: 7 });
    const content = issueGate.freeze?.(planOn(END, facts), issue);
    expect(content?.head).toEqual({
      ...HEAD,
      byAmbition: [1, 4].map((number) => ({ ambition: number, completed: 0, inProgress: number === 4 ? 1 : 0, delayed: 0 })),
    });
    expect(content?.parts).toHaveLength(1);
    expect(issueGate.findings(planOn(END, facts), issue, '2025-10-15')).toEqual([]);
  });

  test('is nothing while the plan has no edition', () => {
    const empty = planOn(END, { plan: on('2025-04-01', registered), objectives: [] });
    expect(issueGate.freeze?.(empty, issue)).toBeUndefined();
  });

  test('is packed into parts that fit into an entry', () => {
    const titles = Array.from({ length: 100 }, (_, index) => milestone(`4b-m${index + 1}`, { title: 'é'.repeat(1_000) }));
    const content = issueGate.freeze?.(planOn(END, { ...facts, objectives: [on('2025-04-01', added(), started(), ...titles)] }), issue);
    const sizes = (content?.parts ?? []).map(bytesOf);
    expect(sizes.length).toBeGreaterThan(3);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(48 * 1024);
    expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(44 * 1024);
  });
});

test('bytes are those of UTF-8', () => {
  for (const text of ['plain', 'é', '–', '😀', '"\n']) expect(bytesOf(text)).toBe(new TextEncoder().encode(JSON.stringify(text)).length);
});

test('what is larger than a group has one to itself', () => {
  expect(packed([3, 4, 9, 1, 1], 7, (size) => size)).toEqual([[3, 4], [9], [1, 1]]);
  expect(packed([], 7, () => 1)).toEqual([]);
});

test('a plan shows the reports that are issued by the day, with their lines', () => {
  const later = [begun(small, 1), kept(small, 1)].map((event) => ({ ...event, data: { ...event.data, report: `${END}-b` } }));
  const view = (day: string): PlanView =>
    planOn(day, {
      plan: [...threeEditions, ...on('2025-04-01', ambition(9, 3), opened(4, '2026/27'))],
      objectives: [],
      reports: [on('2025-10-15', ...whole), on('2025-10-15', ...later)],
    });
  expect(view('2025-10-14').issuedReports).toEqual([]);
  expect(view('2025-10-15').issuedReports).toMatchObject([{ code: END, issuedOn: '2025-10-15', hash: 'all 2' }]);
  expect(view('2025-10-15').issuedReport(`${END}-b`)).toBeUndefined();
  expect(view('2025-10-15').issuedLines(END)).toEqual([line('4b-m01'), line('4b-m02')]);
  expect(view('2025-10-15').issuedLines(`${END}-b`)).toEqual([]);
  expect(fold(reportSlice, on('2025-10-15', ...whole))).toHaveProperty(['reportPart', `${END}-2`, 'lines']);
});
