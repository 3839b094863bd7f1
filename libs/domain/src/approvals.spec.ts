import { expect, test } from '@jest/globals';
import { approvalIn, APPROVALS } from './approvals.js';
import { catalog } from './catalog.js';

const events = catalog.flatMap((slice) => Object.keys(slice.events));
const kinds = catalog.flatMap(({ projections }) => projections.map(({ kind }) => kind));

test('approvals and requests are events that there are, of things that there are', () => {
  expect(events).toEqual(expect.arrayContaining([...APPROVALS]));
  for (const type of APPROVALS) {
    const approved = approvalIn({ type, data: { objective: '1b', milestone: '1b-m01', edition: 3 } });
    expect(events).toEqual(expect.arrayContaining([...(approved?.requests ?? ['none'])]));
    expect(kinds).toContain(approved?.kind);
  }
});

test('a status is assured of a milestone or else of an objective; what approves nothing is none', () => {
  const assured = (data: object) => approvalIn({ type: 'StatusAssured', data: { ...data } });
  expect(assured({ milestone: '1b-m01' })).toMatchObject({ kind: 'milestone', key: '1b-m01' });
  expect(assured({ objective: '1b' })).toMatchObject({ kind: 'objective', key: '1b' });
  expect(approvalIn({ type: 'EditionPublished', data: { edition: 3 } })).toMatchObject({ kind: 'edition', key: '3' });
  expect(approvalIn({ type: 'MilestoneMet', data: { milestone: '1b-m01' } })).toBeUndefined();
});
