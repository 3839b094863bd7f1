import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyOfExample } from '../../../../test/support/example-folder.js';
import { readFolder } from './read-folder.js';
import { rehearse, type Rehearsal } from './rehearsal.js';
import { scriptOf } from './script.js';

let copy: ReturnType<typeof copyOfExample>;
beforeEach(() => {
  copy = copyOfExample();
});
afterEach(() => copy.remove());

async function rehearsal(): Promise<Rehearsal> {
  const { folder, problems } = await readFolder(copy.root);
  if (folder === undefined) throw new Error(JSON.stringify(problems));
  return rehearse(scriptOf(folder), '2025-10-03');
}

interface Spoilt {
  editions: { acknowledged: string[] }[];
  entries: { code: string; details: Record<string, unknown>; figures: { value: string }[]; links: { code: string }[] }[];
  dependencies: { code: string; to: { ref: string } }[];
  measures: {
    code: string;
    strand?: string;
    duplicateOf?: string;
    kind: string;
    direction: string;
    targets: { number: number; comparator?: string; period?: string }[];
    trajectory: { points: { value: string }[] };
  }[];
}

/** What the rules turn down after a change to one file. */
async function refusalsAfter(file: string, change: (content: Spoilt) => void): Promise<readonly string[]> {
  copy.edit(file, change);
  const { refused } = await rehearsal();
  return refused.map(({ asked, refusal }) => `${asked.file} ${asked.path}: ${refusal.code}`);
}

describe('a rehearsal', () => {
  it('finds nothing wrong with the example, and folds every stream of it', async () => {
    const { streams, refused } = await rehearsal();
    expect(refused).toEqual([]);
    const count = (name: string): number => streams.filter(({ slice }) => slice.name === name).length;
    expect([count('plan'), count('objective'), count('measure'), count('register')]).toEqual([1, 21, 110, 265 + 118]);
  });

  it('keeps the facts of a stream in the order of their days', async () => {
    const { streams } = await rehearsal();
    for (const { facts } of streams.filter(({ slice }) => slice.name !== 'plan')) {
      expect(facts.map(({ on }) => on)).toEqual(facts.map(({ on }) => on).sort());
    }
  });

  it.each<[string, string, (content: Spoilt) => void, string[]]>([
    [
      'a deliverable that is to rise',
      'measures/2a.json',
      (m) => (m.measures[4].direction = 'INCREASE'),
      ['measures/2a.json measures[4]: DIRECTION_MISMATCH', 'measures/2a.json measures[4].targets[0]: MEASURE_NOT_FOUND'],
    ],
    [
      'a target without its comparator',
      'measures/6b.json',
      (m) => delete m.measures[0].targets[0].comparator,
      ['measures/6b.json measures[0].targets[0]: COMPARATOR_REQUIRED'],
    ],
    [
      'a target in no period',
      'measures/6b.json',
      (m) => (m.measures[0].targets[0].period = 'soon'),
      ['measures/6b.json measures[0].targets[0]: PERIOD_UNKNOWN'],
    ],
    [
      'a target number used twice',
      'measures/1b.json',
      (m) => (m.measures[0].targets[1].number = 1),
      ['measures/1b.json measures[0].targets[1]: TARGET_EXISTS'],
    ],
    [
      'a trajectory that ends elsewhere',
      'measures/1c.json',
      (m) => (m.measures[0].trajectory.points[3].value = '49'),
      ['measures/1c.json measures[0].trajectory: TRAJECTORY_OFF_TARGET'],
    ],
    [
      'a dependency on itself',
      'objectives/1b.json',
      (o) => (o.dependencies[1].to.ref = '1b'),
      ['objectives/1b.json dependencies[1]: DEPENDENCY_ON_ITSELF'],
    ],
    [
      'a code used twice',
      'objectives/1b.json',
      (o) => (o.dependencies[1].code = o.dependencies[0].code),
      ['objectives/1b.json dependencies[1]: DEPENDENCY_EXISTS'],
    ],
    [
      'a detail that the kind does not have',
      'register/enablers.json',
      (r) => (r.entries[1].details.colour = 'red'),
      ['register/enablers.json entries[1]: DETAIL_UNKNOWN'],
    ],
    [
      'a detail of another type',
      'register/enablers.json',
      (r) => (r.entries[1].details.number = 'two'),
      ['register/enablers.json entries[1]: DETAIL_INVALID'],
    ],
    [
      'a percentage that is not what it was made of',
      'register/engagement.json',
      (r) => (r.entries[0].figures[2].value = '86.4'),
      ['register/engagement.json entries[0]: PERCENTAGE_DISAGREES'],
    ],
    [
      'a link to no ambition',
      'register/immediate-priorities.json',
      (r) => (r.entries[0].links[0].code = '9'),
      ['register/immediate-priorities.json entries[0]: AMBITION_NOT_FOUND'],
    ],
    [
      'a code that two kinds use',
      'register/enablers.json',
      (r) => (r.entries[0].code = 'F001'),
      ['register/enablers.json entries[0]: REGISTER_CODE_USED'],
    ],
    [
      'a measure code used twice',
      'measures/1b.json',
      (m) => (m.measures[1].code = '1b-k1'),
      ['measures/1b.json measures[1]: MEASURE_EXISTS', 'measures/1b.json measures[1].targets[0]: TARGET_EXISTS'],
    ],
    [
      'a strand that a measure makes up',
      'measures/3a.json',
      (m) => (m.measures[0].strand = 'Sleep'),
      ['measures/3a.json measures[0]: STRAND_NOT_FOUND'],
    ],
    [
      'a copy of nothing',
      'measures/6c.json',
      (m) => (m.measures[7].duplicateOf = '6b-k9'),
      ['measures/6c.json measures[7].duplicateOf: MEASURE_NOT_FOUND'],
    ],
    [
      'a finding that nobody acknowledged',
      'editions.json',
      (e) => (e.editions[2].acknowledged = ['MISSING_PART']),
      ['editions.json editions[2].published: UNACKNOWLEDGED_FINDINGS', 'editions.json editions[2].currentFrom: EDITION_NOT_PUBLISHED'],
    ],
  ])('tells of %s', async (_, file, change, expected) => {
    expect(await refusalsAfter(file, change)).toEqual(expected);
  });
});
