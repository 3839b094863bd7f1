import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, objective, retired, strand } from '../../../../test/support/objectives.js';
import { planOf, threeEditions, withdrawn } from '../../../../test/support/plans.js';

const adult = 'Adult collaborative';
const children = 'Children and young people collaborative';
const both = [added(), strand(adult), strand(children)];

describe('AddStrand', () => {
  const add = { type: 'AddStrand', objective: '4b', strand: adult };

  test('is true from the first day of its edition, but not before its objective', () => {
    expect(objective()(added()).when(add).then(strand(adult)).on).toBe('2025-04-01');
    expect(
      objective()(added())
        .when({ ...add, edition: 2 })
        .then(strand(adult)).on,
    ).toBe('2025-04-01');
    expect(objective()(on('2025-07-01', added())).when(add).then(strand(adult)).on).toBe('2025-07-01');
  });

  test('told twice is nothing, of another day it is refused', () => {
    objective()(both).when(add).nothing();
    objective()(both)
      .when({ ...add, on: '2025-09-01' })
      .refused('STRAND_EXISTS');
  });

  test('R04: not before a recorded end, which names no receiver for it, nor after it', () => {
    const ended = objective()(
      added(),
      { type: 'ObjectiveStarted', data: { objective: '4b' } },
      on('2027-03-31', retired([{ receiver: 'X' }])),
    );
    ended.when(add).refused('STRAND_AFTER_END', 'R04');
    ended.when({ ...add, on: '2027-03-31' }).refused('STRAND_AFTER_END', 'R04');
    ended.when({ ...add, on: '2027-04-01' }).refused('OBJECTIVE_ENDED');
  });

  test('needs an objective and an edition that stands', () => {
    objective()().when(add).refused('OBJECTIVE_NOT_FOUND');
    objective()(added())
      .when({ ...add, edition: 9 })
      .refused('EDITION_NOT_FOUND');
    objective({ plan: planOf(...threeEditions, ...on('2025-05-01', withdrawn(3))) })(added())
      .when({ ...add, edition: 3 })
      .refused('EDITION_WITHDRAWN');
  });
});

describe('ConcludeStrand and TransferStrand', () => {
  const conclude = { type: 'ConcludeStrand', objective: '4b', strand: adult, on: '2026-03-31' };
  const concluded = { type: 'StrandConcluded', data: { objective: '4b', strand: adult } };
  const transfer = { type: 'TransferStrand', objective: '4b', strand: adult, receiver: 'Trust', on: '2026-03-31' };
  const transferred = { type: 'StrandTransferred', data: { objective: '4b', strand: adult, receiver: 'Trust' } };

  test('a strand ends on its own day while its sibling goes on', () => {
    const rows = objective()(both).when(conclude).then(concluded).rows();
    expect(rows.objective['4b']).toMatchObject({ strands: [{ name: adult, concludedOn: '2026-03-31' }, { name: children }] });
    expect(objective()(both).when(transfer).then(transferred).rows().objective['4b']).toMatchObject({
      strands: [{ name: adult, transferredOn: '2026-03-31', receiver: 'Trust' }, { name: children }],
    });
  });

  test('told twice is nothing, ending it again is refused', () => {
    const gone = objective()(both, on('2026-03-31', concluded));
    gone.when(conclude).nothing();
    gone.when({ ...conclude, on: '2026-06-30' }).refused('STRAND_ENDED');
    gone.when({ ...conclude, on: '2026-01-31' }).refused('STRAND_ENDED');
    gone.when(transfer).refused('STRAND_ENDED');
    objective()(both, on('2026-03-31', transferred)).when(transfer).nothing();
  });

  test('needs a strand that is there on the day', () => {
    const refusal = objective()(both)
      .when({ ...conclude, strand: 'Dental' })
      .refused('STRAND_NOT_FOUND');
    expect(refusal.facts.filter(({ name }) => name === 'known').map(({ value }) => value)).toEqual([adult, children]);
    objective()(added(), on('2026-06-01', strand(adult)))
      .when(conclude)
      .refused('EFFECTIVE_BEFORE_CREATED');
    objective()(added()).when(transfer).refused('STRAND_NOT_FOUND');
  });

  test('not after the end of its objective', () => {
    const ended = objective()(
      both,
      { type: 'ObjectiveStarted', data: { objective: '4b' } },
      on(
        '2026-01-31',
        retired([
          { strand: adult, receiver: 'A' },
          { strand: children, receiver: 'B' },
        ]),
      ),
    );
    ended.when(conclude).refused('OBJECTIVE_ENDED');
    ended.when({ ...transfer, on: '2026-01-30' }).then(transferred);
  });
});
