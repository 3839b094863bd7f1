import { describe, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, objective, retired, started } from '../../../../test/support/objectives.js';

const cases = [
  {
    command: { type: 'SetInequalityAction', objective: '4b', action: 'Outreach' },
    event: { type: 'InequalityActionSet', data: { objective: '4b', action: 'Outreach' } },
  },
  {
    command: { type: 'LinkOversight', objective: '4b', body: 'Programme Board' },
    event: { type: 'OversightLinked', data: { objective: '4b', body: 'Programme Board' } },
  },
  {
    command: { type: 'LinkPartner', objective: '4b', partner: 'NSFT' },
    event: { type: 'PartnerLinked', data: { objective: '4b', partner: 'NSFT' } },
  },
  {
    command: { type: 'AlignObjective', objective: '4b', alignment: 'NATIONAL_SHIFT', name: 'Hospital to community' },
    event: { type: 'AlignmentRecorded', data: { objective: '4b', alignment: 'NATIONAL_SHIFT', name: 'Hospital to community' } },
  },
] as const;

describe.each(cases)('$command.type', ({ command, event }) => {
  test('records it, once', () => {
    objective()(added()).when(command).then(event);
    objective()(added(), event).when(command).nothing();
  });

  test('on a day before it was first told of, it is a fact of its own', () => {
    const later = objective()(added(), on('2026-06-01', event));
    later.when({ ...command, on: '2025-09-01' }).then(event);
    later.when({ ...command, on: '2026-07-01' }).nothing();
  });

  test('not of an objective that has ended, or is not there', () => {
    objective()(added(), started(), on('2025-10-15', retired([{ receiver: 'X' }])))
      .when(command)
      .refused('OBJECTIVE_ENDED');
    objective()().when(command).refused('OBJECTIVE_NOT_FOUND');
  });
});

describe('UnlinkPartner', () => {
  const linked = { type: 'PartnerLinked', data: { objective: '4b', partner: 'NSFT' } };
  const unlink = { type: 'UnlinkPartner', objective: '4b', partner: 'NSFT' };
  const unlinked = { type: 'PartnerUnlinked', data: { objective: '4b', partner: 'NSFT' } };

  test('takes a partner away, who may come back', () => {
    objective()(added(), linked).when(unlink).then(unlinked);
    objective()(added(), linked)
      .when({ ...unlink, reason: 'Merged' })
      .then({ ...unlinked, data: { ...unlinked.data, reason: 'Merged' } });
    objective()(added(), linked, on('2025-06-01', unlinked)).when({ type: 'LinkPartner', objective: '4b', partner: 'NSFT' }).then(linked);
  });

  test('of one who is no partner on the day is nothing', () => {
    objective()(added()).when(unlink).nothing();
    const left = objective()(added(), linked, on('2026-06-01', unlinked));
    left.when({ ...unlink, on: '2026-07-01' }).nothing();
    left.when({ ...unlink, on: '2025-09-01' }).then(unlinked);
  });
});
