import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { testWorld } from '../../../../test/support/world.js';
import { run } from '../program.js';
import { questionFor as lineageQuestion } from './lineage.js';
import { numbersIn, withNumbers } from './numbers.js';
import { questionFor } from './question.js';
import { REPORTS } from './reports.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const HEAD = { entry: 7, on: '2025-10-01', edition: 3, ruleSet: '2025-1' };

describe('the numbers of a report', () => {
  test.each(Object.entries(REPORTS))('%s is asked for all of them in words that the API understands', (name, report) => {
    expect(validate(schema, parse(questionFor(name, withNumbers(report), { plan: 'jfp' }).query))).toEqual([]);
  });

  test('are named by the way to them, what stands in a list by its name or else its place', () => {
    const number = (...subjects: readonly string[]): object => ({ count: subjects.length, subjects });
    const answer = {
      ...HEAD,
      milestones: number('1a-m01'),
      byKind: [{ name: 'CAPACITY', tally: number('1d-r01', '5a-r01') }],
      ambitions: [{ number: 3, objectives: [{ code: '3a', milestones: number() }] }],
      clusters: [{ on: { kind: 'MEASURE' }, dependents: number('3b-m05') }],
      lines: [{ code: '1a', count: 3 }, null],
    };
    expect(numbersIn(answer).map(({ name, count }) => [name, count])).toEqual([
      ['milestones', 1],
      ['byKind.CAPACITY', 2],
      ['ambitions.3.objectives.3a.milestones', 0],
      ['clusters.1.dependents', 1],
    ]);
  });

  test('are traced thing by thing in words that the API understands', () => {
    const { query, variables } = lineageQuestion(['1d-r01', '5a-r01'], { plan: 'jfp', ...HEAD });
    expect(validate(schema, parse(query))).toEqual([]);
    expect(variables).toMatchObject({ entry: 7, s0: '1d-r01', s1: '5a-r01' });
  });
});

describe('explain', () => {
  const open = { count: 21, subjects: Array.from({ length: 21 }, (_, index) => `1d-r${String(index + 1).padStart(2, '0')}`) };
  const entry = {
    ...{ number: 5, type: 'RiskRaised', effectiveOn: '2025-04-01', recordedAt: '2025-10-03T09:00:00.000Z', actor: 'office' },
    source: { document: 'Part 1', line: 12 },
  };
  const trace = { title: 'A risk', whole: { because: { nodes: [entry], pageInfo: { hasNextPage: false } } } };
  const asked: string[] = [];

  /** Answers the report with one number, then one trace for each thing asked about, but none of 1d-r21. */
  const fetching: typeof fetch = (_, init) => {
    const { query, variables } = JSON.parse(init?.body as string) as { query: string; variables: Record<string, string> };
    asked.push(query);
    const subjects = Object.entries(variables).filter(([name]) => /^s\d+$/.test(name));
    const traces = subjects.map(([name, code]): readonly [string, object | null] => [
      name.replace('s', 't'),
      code === '1d-r21' ? null : trace,
    ]);
    const plan = query.includes('query Report') ? { title: 'Plan', report: { ...HEAD, open } } : Object.fromEntries(traces);
    return Promise.resolve(new Response(JSON.stringify({ data: { plan } })));
  };
  const told = async (...argv: readonly string[]) => {
    asked.length = 0;
    const world = testWorld({ fetch: fetching });
    const exit = await run(['explain', 'risk-list', ...argv, '--url', 'http://here', '--key', 'k', '--plan', 'jfp'], world);
    return { exit, ...world.written };
  };

  test('lists the numbers of a report', async () => {
    const { exit, out } = await told('--format', 'csv');
    expect(exit).toBe(0);
    expect(out).toMatch(/^open,21,"1d-r01, 1d-r02,/m);
    expect(asked).toHaveLength(1);
  });

  test('prints the entries behind one of them, twenty things at a time', async () => {
    const { exit, out } = await told('open', '--format', 'json');
    expect(exit).toBe(0);
    const { number, counted } = JSON.parse(out) as { number: object; counted: readonly { subject: string; entries: readonly object[] }[] };
    expect(number).toEqual({ name: 'open', ...open });
    expect(counted.map(({ subject }) => subject)).toEqual(open.subjects);
    expect([counted[0].entries, counted[20].entries]).toEqual([[entry], []]);
    expect(asked).toHaveLength(3);
    const table = await told('open', '--format', 'markdown');
    expect(table.out).toContain('| 1d-r01 | 5 | RiskRaised | 2025-04-01 | 2025-10-03 09:00 | office | 12 |');
  });

  test('says which numbers there are where none is so called, and refuses an unknown report', async () => {
    const { exit, err } = await told('closed');
    expect([exit, err]).toEqual([1, expect.stringContaining('has no number closed in risk-list; it has open')]);
    const world = testWorld({ fetch: fetching });
    expect(await run(['explain', 'nothing', '--url', 'http://here', '--key', 'k', '--plan', 'jfp'], world)).toBe(2);
  });
});
