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
  dependencies: { code: string; to: { ref: string } }[];
  measures: {
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
    expect([count('plan'), count('objective'), count('measure')]).toEqual([1, 21, 110]);
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
  ])('tells of %s', async (_, file, change, expected) => {
    expect(await refusalsAfter(file, change)).toEqual(expected);
  });
});
