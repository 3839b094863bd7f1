import { expect, test } from '@jest/globals';
import { readFolder } from '../../apps/cli/src/import/read-folder.js';
import { scriptOf } from '../../apps/cli/src/import/script.js';
import { EXAMPLE } from '../support/example-folder.js';
import { FixedClock, listed, TestApi, worded } from '../support/running-api.js';

const ENTRIES = 10_000;
const AT_ONCE = 16;
const WHOLE = `query($asOf: AsOf, $on: Date) { plan(code: "jfp", asOf: $asOf, on: $on) {
  id entry on title edition { number status label } editions { number status } ambitions { number title publicStatus }
  objectives { code title formerTitles { title until } status publicStatus delayed titleVariants { place wording } because { field entry }
    milestones { code title status publicStatus late forecast metOn evidence window { endsOn } firstWindow { endsOn } because { field entry } } } } }`;

/** Late facts, facts of the day and facts to come, on every milestone in turn. */
function later(n: number, codes: readonly string[]): { mutation: string; input: object } {
  const milestone = codes[n % codes.length];
  const effectiveOn = [`2025-0${4 + (n % 6)}-15`, '2025-10-03', `2026-0${1 + (n % 9)}-20`][n % 3];
  return [
    {
      mutation: 'reforecastMilestone',
      input: { milestone, forecast: `2031-01-${String(1 + (n % 28)).padStart(2, '0')}`, reason: `Reason ${n}`, effectiveOn },
    },
    {
      mutation: 'recordTitleVariant',
      input: { objective: milestone.split('-')[0], place: `page ${n}`, wording: `Wording ${n}`, effectiveOn },
    },
    { mutation: 'delayMilestone', input: { milestone, newEnd: `20${32 + (n % 60)}-03-31`, reason: 'FUNDING', effectiveOn } },
  ][n % 3];
}

function mutationOf(steps: readonly { mutation: string; input: object }[]): [query: string, variables: object] {
  const fields = steps.map(({ mutation }, n) => {
    const subject = mutation === 'recordTitleVariant' ? 'Objective' : 'Milestone';
    return `m${n}: ${mutation}(input: $i${n}) { ... on ${subject}Recorded { receipt { entries { number } } } }`;
  });
  const inputs = steps.map(({ mutation }, n) => `$i${n}: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}!`);
  const variables = Object.fromEntries(steps.map(({ input }, n) => [`i${n}`, { plan: 'jfp', ...input }]));
  return [`mutation(${inputs.join(', ')}) { ${fields.join(' ')} }`, variables];
}

test('a pinned answer about the real plan is the same to the byte after ten thousand more entries', async () => {
  const clock = new FixedClock();
  const api = await TestApi.start({ clock });
  try {
    const { folder } = await readFolder(EXAMPLE);
    for (const { mutation, input } of scriptOf(folder!).flat(2)) await api.record(mutation, input);
    const codes = listed((await api.ask('{ plan(code: "jfp") { objectives { milestones { code } } } }')).plan.objectives).flatMap(
      ({ milestones }) => listed(milestones).map(({ code }) => worded(code)),
    );
    const before = (await api.ask('{ plan(code: "jfp") { entry on } }')).plan;
    const pins = [
      { asOf: { entry: before.entry }, on: before.on },
      { asOf: { entry: before.entry }, on: '2028-06-01' },
      { asOf: { entry: 300 }, on: '2025-05-01' },
    ];
    const bytes = (): Promise<string[]> =>
      Promise.all(pins.map(async (variables) => JSON.stringify((await api.post({ query: WHOLE, variables })).body)));
    const first = await bytes();
    expect(first[0]).toContain('"1a-m03"');

    clock.set('2026-03-01T12:00:00.000Z');
    let head = Number(before.entry);
    for (let n = 0; head < Number(before.entry) + ENTRIES; n += AT_ONCE) {
      const steps = Array.from({ length: AT_ONCE }, (_, k) => later(n + k, codes));
      const answers = Object.values(await api.ask<Record<string, { receipt?: { entries: { number: number }[] } }>>(...mutationOf(steps)));
      const numbers = answers.flatMap(({ receipt }) => receipt?.entries.map(({ number }) => number) ?? []);
      head = Math.max(head, ...numbers);
      if (n % 160 === 0) await api.record('retractEntry', { entry: numbers[0], reason: 'Taken back' });
    }
    const now = (await api.ask('{ plan(code: "jfp") { entry } }')).plan;
    expect(Number(now.entry)).toBeGreaterThanOrEqual(Number(before.entry) + ENTRIES);
    expect(await bytes()).toEqual(first);
  } finally {
    await api.close();
  }
}, 300_000);
