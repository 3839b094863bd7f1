import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { type InputClass, instanceOf, isSound } from './input-rules.js';
import { AddMilestone, MeetMilestone } from './objective/milestone.mutations.js';
import { AsOf, PlanArgs } from './plan/as-of.js';
import { AddRegisterEntry } from './register/entry.mutations.js';

const STRICT = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };

const word = fc.constantFrom('jfp', 'JFP!', '1b', '1b-m01', 'Minutes', ' blank', '', '2025-10-01', 'DAY', 'COMMITTED', 'DELIVER', 'R01');
const leaf = fc.oneof(word, fc.constantFrom(0, 1, 3, -7, 1.5, true, undefined));
const names = 'plan commandId effectiveOn precision source note objective milestone title window certainty nature evidence code asOf on kind links details entry edition surprise'; // prettier-ignore
const name = fc.constantFrom(...names.split(' '));
const within = fc.dictionary(fc.constantFrom('document', 'line', 'fromYear', 'toYear', 'entry', 'edition', 'name', 'odd'), leaf, {
  maxKeys: 3,
});
const sent = fc.dictionary(name, fc.oneof(leaf, within, fc.array(fc.oneof(leaf, within), { maxLength: 3 })), { maxKeys: 6 });

const SOUND: readonly (readonly [InputClass, object])[] = [
  [MeetMilestone, { plan: 'jfp', milestone: '1b-m01', evidence: 'Minutes', source: { document: 'Minutes', line: 3 } }],
  [
    AddMilestone,
    {
      plan: 'jfp',
      objective: '1b',
      milestone: '1b-m01',
      title: 'A thing',
      window: { fromYear: 1, toYear: 2 },
      certainty: 'COMMITTED',
      nature: 'DELIVER',
    },
  ],
  [PlanArgs, { code: 'jfp', asOf: { entry: 3 }, on: '2025-10-01' }],
  [AsOf, { edition: 1 }],
  [AddRegisterEntry, { plan: 'jfp', code: 'D001' }],
];

test('an input is sound exactly where class-validator finds nothing wrong with it', () => {
  const seen = { sound: 0, wrong: 0 };
  fc.assert(
    fc.property(fc.constantFrom(...SOUND), sent, fc.boolean(), ([type, example], random, mixed) => {
      const made = instanceOf(type, mixed ? { ...example, ...random } : random);
      const sound = validateSync(made, STRICT).length === 0;
      seen[sound ? 'sound' : 'wrong']++;
      expect(isSound(made)).toBe(sound);
    }),
    { numRuns: 3_000 },
  );
  expect(Math.min(seen.sound, seen.wrong)).toBeGreaterThan(0);
});

test('an instance is real, and so are the objects within it', () => {
  const [[type, example]] = SOUND;
  const made = instanceOf(type, example) as MeetMilestone;
  expect(made).toBeInstanceOf(MeetMilestone);
  expect(made.type).toBe('MeetMilestone');
  expect(made.source?.constructor.name).toBe('SourceInput');
  expect({ ...made, source: { ...made.source } }).toEqual(example);
});

test.each([['__proto__'], ['constructor'], ['type']])('a member called %s is one that no rule names', (odd) => {
  const made = instanceOf(AsOf, JSON.parse(`{"entry": 1, "${odd}": {"edition": 1}}`) as object);
  expect(made).toBeInstanceOf(AsOf);
  expect(isSound(made)).toBe(false);
});
