import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { askForReport } from './ask.js';
import { questionFor } from './question.js';
import type { Report } from './report.js';
import { REPORTS, reportList } from './reports.js';
import { written } from './write.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const HEAD = { entry: 7, on: '2025-10-01', edition: 3, ruleSet: '2025-1' };

describe('the reports', () => {
  it.each(Object.entries(REPORTS))('%s is asked for in words that the API understands', (name, report) => {
    const questions = [questionFor(name, report, { plan: 'jfp' }), questionFor(name, report, { plan: 'jfp' }, 'next')];
    for (const { query } of questions) expect(validate(schema, parse(query))).toEqual([]);
  });

  it('are all the reports that the API gives', () => {
    const types = schema.getPossibleTypes(schema.getType('Report') as never).map(({ name }) => name);
    const fields = Object.values(
      (schema.getType('Plan') as unknown as { getFields(): Record<string, { name: string; type: unknown }> }).getFields(),
    );
    const given = fields.filter(({ type }) => types.includes(String(type).replace('!', ''))).map(({ name }) => name);
    const named = Object.keys(REPORTS)
      .filter((name) => REPORTS[name].kept === undefined)
      .map((name) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
    expect(named.sort()).toEqual(given.sort());
  });

  it('are listed with a line each', () => {
    expect(reportList().split('\n')).toHaveLength(Object.keys(REPORTS).length);
    expect(reportList()).toMatch(/^ {2}progress-report +The half-yearly report.* \(--period-end\)$/m);
  });
});

it('a half-year is looked at on its last day, unless another is named', () => {
  const asked = { plan: 'jfp', periodEnd: '2025-09-30' };
  const dayOf = (name: string, more = {}): unknown => questionFor(name, REPORTS[name], { ...asked, ...more }).variables.on;
  expect([dayOf('progress-report'), dayOf('progress-report', { on: '2025-10-01' })]).toEqual(['2025-09-30', '2025-10-01']);
  expect(dayOf('updates-owed')).toBeUndefined();
});

describe('a report in words', () => {
  const report: Report = {
    about: 'What there is',
    sections: [
      { title: 'Counts', counts: { Late: 'late' } },
      {
        title: 'Objectives',
        rows: 'ambitions.objectives',
        columns: {
          Ambition: '^number',
          Code: 'code',
          Open: 'open',
          Posts: 'posts.post',
          Codes: 'codes',
          Days: { each: 'items', of: ['from', 'to'], show: ([from], [to]) => (to === undefined ? String(from) : `${from} to ${to}`) },
        },
      },
    ],
  };
  const objective = (code: string): object => ({
    code,
    open: code === '1a',
    posts: [{ post: 'Director of this' }, { post: 'Chair' }],
    codes: ['1a-m01', '1a-m02'],
    items: [
      { from: '2025', to: null },
      { from: '2026', to: '2027' },
    ],
  });
  const answer = {
    ...HEAD,
    late: { count: 2, subjects: ['1a', '1b'] },
    ambitions: [
      { number: 1, objectives: [objective('1a'), objective('1b')] },
      { number: 2, objectives: [] },
    ],
  };

  it('follows its paths through lists and back up', () => {
    expect(written(report, 'The plan', answer)).toEqual({
      title: 'What there is',
      plan: 'The plan',
      computedAt: 'Entry 7, on 2025-10-01, edition 3, rules 2025-1',
      sections: [
        { title: 'Counts', columns: ['What', 'Count', 'Which'], rows: [['Late', '2', '1a, 1b']] },
        {
          title: 'Objectives',
          columns: ['Ambition', 'Code', 'Open', 'Posts', 'Codes', 'Days'],
          rows: [
            ['1', '1a', 'yes', 'Director of this; Chair', '1a-m01, 1a-m02', '2025; 2026 to 2027'],
            ['1', '1b', 'no', 'Director of this; Chair', '1a-m01, 1a-m02', '2025; 2026 to 2027'],
          ],
        },
      ],
    });
  });

  it('says where there is no edition', () => {
    expect(written(report, 'The plan', { ...answer, edition: null }).computedAt).toBe('Entry 7, on 2025-10-01, no edition, rules 2025-1');
  });
});

describe('asking for a report', () => {
  type Sent = { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };

  /** A server that answers with each of some reports in turn, and keeps what it was asked. */
  function server(...reports: readonly (object | null)[]) {
    const asked: Sent[] = [];
    const fetch = (async (_: unknown, { body }: { body: string }) => {
      asked.push(JSON.parse(body) as Sent);
      return Response.json({ data: { plan: { title: 'The plan', report: reports[asked.length - 1] } } });
    }) as unknown as typeof globalThis.fetch;
    return { asked, connection: { url: new URL('http://ledger.test/graphql'), key: 'pl_x', fetch, wait: () => Promise.resolve() } };
  }

  const page = (codes: readonly string[], endCursor: string | null): object => ({
    nodes: codes.map((code) => ({ code })),
    pageInfo: { hasNextPage: endCursor !== null, endCursor },
  });

  const paged = (pages: string): Report => ({
    about: 'Pages',
    pages,
    sections: [
      { title: 'Counts', counts: { Late: 'late' } },
      { title: 'Lines', rows: pages === '' ? 'nodes' : `${pages}.nodes`, columns: { Code: 'code' } },
    ],
  });

  it('asks for every page at the point of the first, and for the counts once', async () => {
    const { asked, connection } = server({ ...HEAD, late: 1, lines: page(['a', 'b'], 'after b') }, { ...HEAD, lines: page(['c'], null) });
    const { title, answer } = await askForReport('long-list', paged('lines'), { plan: 'jfp', asOf: { edition: 3 } }, connection);
    expect(title).toBe('The plan');
    expect(answer).toEqual({ ...HEAD, late: 1, lines: { nodes: [{ code: 'a' }, { code: 'b' }, { code: 'c' }] } });
    expect(asked.map(({ variables }) => variables)).toEqual([
      { plan: 'jfp', asOf: { edition: 3 } },
      { plan: 'jfp', asOf: { entry: 7 }, on: '2025-10-01', edition: 3, ruleSet: '2025-1', after: 'after b' },
    ]);
    expect(asked.map(({ query }) => query.includes('late'))).toEqual([true, false]);
    expect(asked[0].query).toContain('report: longList {');
    expect(asked[0].query).toContain('lines(first: 100, after: $after) { nodes { code } pageInfo { hasNextPage endCursor } }');
  });

  it('does so too where the report itself comes in pages', async () => {
    const { asked, connection } = server({ ...HEAD, ...page(['a'], 'after a') }, { ...HEAD, ...page(['b'], null) });
    const { answer } = await askForReport('found', { ...paged(''), takes: ['subject'] }, { plan: 'jfp', subject: '1b' }, connection);
    expect(answer).toEqual({ ...HEAD, nodes: [{ code: 'a' }, { code: 'b' }] });
    expect(asked[1].query).toContain('report: found(subject: $subject, first: 100, after: $after) {');
    expect(asked[1].variables).toMatchObject({ subject: '1b', after: 'after a' });
  });

  it('brings up a report that lies one field deeper', async () => {
    const { asked, connection } = server({ code: 'autumn', report: { ...HEAD, period: { endsOn: '2025-09-30' } } });
    const { answer } = await askForReport('issued-report', REPORTS['issued-report'], { plan: 'jfp', code: 'autumn' }, connection);
    expect(answer).toEqual({ ...HEAD, code: 'autumn', period: { endsOn: '2025-09-30' } });
    expect(asked[0].query).toMatch(/report: issuedReport\(code: \$code\) \{ report \{ entry .*\} code issuedOn/);
  });

  it('says so where there is no such plan, or nothing to report of', async () => {
    const nothing = server(null);
    const thing: Report = { ...paged('lines'), needs: 'subject' };
    await expect(askForReport('trace', thing, { plan: 'jfp', subject: '9z' }, nothing.connection)).rejects.toMatchObject({
      name: 'ClientError',
      message: 'http://ledger.test/graphql has plan jfp, but no trace of 9z in it at that point',
    });
    await expect(askForReport('places', paged('lines'), { plan: 'jfp' }, server(null).connection)).rejects.toMatchObject({
      message: 'http://ledger.test/graphql has plan jfp, but no places in it at that point',
    });
    const { connection } = server();
    const fetch = (async () => Response.json({ data: { plan: null } })) as unknown as typeof globalThis.fetch;
    await expect(askForReport('trace', thing, { plan: 'xyz', subject: '9z' }, { ...connection, fetch })).rejects.toMatchObject({
      message: 'http://ledger.test/graphql has no plan xyz at that point',
    });
  });
});
