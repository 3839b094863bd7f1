import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { toMarkdown } from '../report/formats/markdown.js';
import { askForDiff, DIFF, type Change, type Difference } from './ask-diff.js';
import { writtenDiff } from './write-diff.js';

const FROM = { entry: 7, on: '2025-09-30', edition: null, ruleSet: '2025-1' };
const TO = { entry: 19, on: '2025-10-03', edition: 3, ruleSet: '2025-1' };
const COUNTS = { addedCount: 1, removedCount: 1, changedCount: 1, movedCount: 1 };

const reason = {
  ...{ number: 17, type: 'MilestoneDelayed', effectiveOn: '2025-10-01', recordedAt: '2025-10-03T09:00:00.000Z' },
  ...{ onBehalfOf: 'Programme office', reason: 'FUNDING', source: { document: 'Board *minutes*', line: 12 } },
};
const retraction = { ...reason, number: 18, type: 'EntryRetracted', effectiveOn: null, onBehalfOf: null, source: null };

const changes: readonly Change[] = [
  {
    ...{ kind: 'milestone', code: '4a-m01', title: 'Open a | second site', change: 'CHANGED', movedFrom: [] },
    fields: [
      { field: 'forecast', type: 'DAY', before: null, after: '2027-09-30', because: [17] },
      { field: 'ongoing', type: 'FLAG', before: 'false', after: 'true', because: [17, 18] },
    ],
    because: [reason, retraction],
  },
  {
    ...{ kind: 'measure', code: '4a-k1', title: 'Waiting time', change: 'MOVED', movedFrom: ['4b'] },
    fields: [{ field: 'targets', type: 'LIST', before: '[{"value":"9","by":"2026-03-31"}]', after: '["a","b c"]', because: [17] }],
    because: [reason],
  },
  {
    ...{ kind: 'registerEntry', code: 'body-x', title: 'Body', change: 'ADDED', movedFrom: [] },
    fields: [
      { field: 'window', type: 'RECORD', before: null, after: '{"fromYear":1,"toYear":2,"years":[]}', because: [17] },
      { field: 'notes', type: 'LIST', before: null, after: '[]', because: [17] },
    ],
    because: [{ ...reason, source: { document: 'Minutes', line: null } }],
  },
  {
    ...{ kind: 'risk', code: '4a-r1', title: 'Gone', change: 'REMOVED', movedFrom: [] },
    fields: [{ field: 'text', type: 'LIST', before: 'plain [text', after: null, because: [17] }],
    because: [{ ...reason, reason: null }],
  },
];

const difference: Difference = { plan: 'jfp', title: 'The plan', from: FROM, to: TO, ...COUNTS, changes };

describe('a difference as Markdown', () => {
  it('goes by kind of change and thing: fields from old to new above the entries, with posts, reasons and sources', () => {
    const why = 'true on 2025-10-01; recorded 2025-10-03 09:00 UTC; for Programme office';
    expect(toMarkdown(writtenDiff(difference)).split('\n')).toEqual([
      '# What changed',
      '',
      'The plan. From entry 7, on 2025-09-30, no edition, to entry 19, on 2025-10-03, edition 3.',
      '',
      '## Counts',
      '',
      '| Added | Removed | Changed | Moved |',
      '| --- | --- | --- | --- |',
      '| 1 | 1 | 1 | 1 |',
      '',
      '## Added: register entry body-x: Body',
      '',
      '| Field | After | Entries |',
      '| --- | --- | --- |',
      '| window | fromYear 1, toYear 2 | 17 |',
      '',
      `- Entry 17: MilestoneDelayed; ${why}; because FUNDING; source Minutes`,
      '',
      '## Removed: risk 4a-r1: Gone',
      '',
      '| Field | Before | Entries |',
      '| --- | --- | --- |',
      '| text | plain \\[text | 17 |',
      '',
      `- Entry 17: MilestoneDelayed; ${why}; source Board \\*minutes\\*, line 12`,
      '',
      '## Changed: milestone 4a-m01: Open a \\| second site',
      '',
      '| Field | Before | After | Entries |',
      '| --- | --- | --- | --- |',
      '| forecast |  | 2027-09-30 | 17 |',
      '| ongoing | no | yes | 17, 18 |',
      '',
      `- Entry 17: MilestoneDelayed; ${why}; because FUNDING; source Board \\*minutes\\*, line 12`,
      '- Entry 18: EntryRetracted; recorded 2025-10-03 09:00 UTC; because FUNDING',
      '',
      '## Moved: measure 4a-k1 (from 4b): Waiting time',
      '',
      '| Field | Before | After | Entries |',
      '| --- | --- | --- | --- |',
      '| targets | value 9, by 2026-03-31 | a; b c | 17 |',
      '',
      `- Entry 17: MilestoneDelayed; ${why}; because FUNDING; source Board \\*minutes\\*, line 12`,
      '',
    ]);
  });
});

describe('asking for a difference', () => {
  it('is done in words that the API understands, and never for who recorded it', () => {
    expect(validate(buildSchema(readFileSync('schema.graphql', 'utf8')), parse(DIFF))).toEqual([]);
    expect(DIFF).not.toContain('actor');
  });

  it('asks for every page between the points of the first', async () => {
    const asked: unknown[] = [];
    const page = (nodes: readonly Change[], endCursor: string | null) => ({
      nodes,
      pageInfo: { hasNextPage: endCursor !== null, endCursor },
    });
    const pages = [page(changes.slice(0, 3), 'after three'), page(changes.slice(3), null)];
    const fetch = (async (_: unknown, { body }: { body: string }) => {
      asked.push((JSON.parse(body) as { variables: unknown }).variables);
      const planDiff = { from: FROM, to: TO, ...COUNTS, changes: pages[asked.length - 1] };
      return Response.json({ data: { plan: { title: 'The plan' }, planDiff } });
    }) as unknown as typeof globalThis.fetch;
    const connection = { url: new URL('http://ledger.test/graphql'), key: 'pl_x', fetch, wait: () => Promise.resolve() };
    expect(await askForDiff({ plan: 'jfp', from: { on: '2025-09-30' }, to: {} }, connection)).toEqual(difference);
    const [from, to] = [
      { asOf: { entry: 7 }, on: '2025-09-30' },
      { asOf: { entry: 19 }, on: '2025-10-03', edition: 3 },
    ];
    expect(asked).toEqual([
      { code: 'jfp', from: { on: '2025-09-30' }, to: {} },
      { code: 'jfp', from, to, ...to, after: 'after three' },
    ]);
  });
});
