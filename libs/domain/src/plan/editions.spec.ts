import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { current, opened, planOf, published, registered, threeEditions, withdrawn } from '../../../../test/support/plans.js';
import { editionsOf, editionStatus, pointOf, publicationPoint, resolveEdition } from './editions.js';

const rowsOf = (...facts: readonly Fact[]): ReturnType<typeof editionsOf> => editionsOf(planOf(...facts));
const three = rowsOf(...threeEditions);
const statuses = (editions: typeof three, day: string): readonly string[] =>
  editions.map((edition) => editionStatus(edition, editions, day));

describe('what an edition is on a day', () => {
  test('draft, published, current, superseded', () => {
    expect(statuses(three, '2024-01-01')).toEqual(['DRAFT', 'DRAFT', 'DRAFT']);
    expect(statuses(three, '2024-06-01')).toEqual(['DRAFT', 'CURRENT', 'DRAFT']);
    expect(statuses(three, '2025-03-20')).toEqual(['DRAFT', 'CURRENT', 'PUBLISHED']);
    expect(statuses(three, '2025-04-01')).toEqual(['DRAFT', 'SUPERSEDED', 'CURRENT']);
  });

  test('a withdrawn edition gives its place back to the one before', () => {
    const editions = rowsOf(...threeEditions, ...on('2025-08-01', withdrawn(3)));
    expect(statuses(editions, '2025-07-31')).toEqual(['DRAFT', 'SUPERSEDED', 'CURRENT']);
    expect(statuses(editions, '2025-08-01')).toEqual(['DRAFT', 'CURRENT', 'WITHDRAWN']);
  });

  test('of two that became current on one day the higher number is current', () => {
    const editions = rowsOf(
      ...on('2023-01-01', registered, opened(1, '2023/24'), opened(2, '2024/25')),
      ...on('2024-06-01', published(2), published(1), current(2), current(1)),
    );
    expect(statuses(editions, '2024-06-01')).toEqual(['SUPERSEDED', 'CURRENT']);
  });

  test('an opinion is sought until one asks for change, and again when asked anew', () => {
    const asked = { type: 'OpinionRequested', data: { edition: 1, board: 'Norfolk' } };
    const answered = (changeAsked: boolean): object => ({ edition: 1, board: 'Norfolk', stance: 'ENDORSE', points: [], changeAsked });
    const editions = rowsOf(
      ...on('2023-01-01', registered, opened(1, '2023/24')),
      ...on('2023-02-01', asked),
      ...on('2023-03-01', { type: 'OpinionRecorded', data: answered(true) }),
      ...on('2023-04-01', asked),
      ...on('2023-05-01', { type: 'OpinionRecorded', data: answered(false) }),
    );
    expect(['2023-01-01', '2023-02-01', '2023-03-01', '2023-04-01', '2023-05-01'].map((day) => statuses(editions, day)[0])).toEqual([
      'DRAFT',
      'OPINION_SOUGHT',
      'DRAFT',
      'OPINION_SOUGHT',
      'OPINION_SOUGHT',
    ]);
  });
});

describe('which edition a question is about', () => {
  test('the one named, or none', () => {
    expect(resolveEdition(three, '2025-10-15', 1)?.number).toBe(1);
    expect(resolveEdition(three, '2025-10-15', 7)).toBeUndefined();
  });

  test('the one current on the day', () => {
    expect(resolveEdition(three, '2025-03-31')?.number).toBe(2);
    expect(resolveEdition(three, '2025-04-01')?.number).toBe(3);
  });

  test('the newest not withdrawn where none is current', () => {
    expect(resolveEdition(three, '2024-01-01')?.number).toBe(3);
    expect(resolveEdition(rowsOf(...threeEditions, ...on('2023-12-01', withdrawn(3))), '2024-01-01')?.number).toBe(2);
    expect(resolveEdition([], '2024-01-01')).toBeUndefined();
  });

  test('where no day is named, it is at least the first day of Year 1 of an edition that is not simply current', () => {
    expect(pointOf(three, '2025-10-15')).toMatchObject({ edition: { number: 3 }, on: '2025-10-15' });
    expect(pointOf(three, '2024-01-01')).toMatchObject({ edition: { number: 3 }, on: '2025-04-01' });
    expect(pointOf(three, '2024-07-01', 3)).toMatchObject({ edition: { number: 3 }, on: '2025-04-01' });
    expect(pointOf(three, '2025-10-15', 1)).toMatchObject({ edition: { number: 1 }, on: '2025-10-15' });
    expect(pointOf([], '2025-10-15')).toEqual({ edition: undefined, on: '2025-10-15' });
  });
});

describe('where the publish gate looks', () => {
  const plan = planOf(...threeEditions);

  test('on the later of publication and the first day of Year 1', () => {
    expect(publicationPoint({ edition: 3, effectiveOn: '2025-02-01' }, { today: '2025-10-15', plan })).toEqual({
      edition: 3,
      on: '2025-04-01',
    });
    expect(publicationPoint({ edition: 3 }, { today: '2025-10-15', plan })).toEqual({ edition: 3, on: '2025-10-15' });
    expect(publicationPoint({ edition: 1, publishedOnUnknown: true }, { today: '2025-10-15', plan })).toEqual({
      edition: 1,
      on: '2023-04-01',
    });
  });

  test('nowhere while the edition is not known', () => {
    expect(publicationPoint({ edition: 9 }, { today: '2025-10-15', plan })).toBeUndefined();
    expect(publicationPoint({ edition: 3 }, { today: '2025-10-15' })).toBeUndefined();
  });
});
