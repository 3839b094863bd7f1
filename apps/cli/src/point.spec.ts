import { expect, it } from '@jest/globals';
import { moment, point } from './point.js';

it.each<[string, object]>([
  ['now', {}],
  ['17', { asOf: { entry: 17 } }],
  ['2025-10-01T09:00:00Z', { asOf: { instant: '2025-10-01T09:00:00.000Z' } }],
  ['edition:3', { asOf: { edition: 3 } }],
  ['2025-09-30', { on: '2025-09-30' }],
  ['17,2025-09-30', { asOf: { entry: 17 }, on: '2025-09-30' }],
  ['edition:3, 2025-09-30', { asOf: { edition: 3 }, on: '2025-09-30' }],
  ['now,edition:4', { edition: 4 }],
  ['17,2025-09-30,edition:3', { asOf: { entry: 17 }, on: '2025-09-30', edition: 3 }],
])('%s is the point %j', (text, expected) => {
  expect(point(text)).toEqual(expected);
});

it.each(['', 'yesterday', '2025-02-30', '17,18', '2025-09-30,2025-10-01', 'edition:3,edition:4', '17,', 'edition:0'])(
  '%j is no point',
  (text) => {
    expect(() => point(text)).toThrow(/^It must be /);
  },
);

it('says all that a point can be where one is misspelt', () => {
  expect(() => point('2025-13-01')).toThrow(/an entry number, an instant .*, edition:3, now, or a day such as/);
  expect(() => moment('2025-13-01')).toThrow(/an entry number, an instant .*, or edition:3\.$/);
});
