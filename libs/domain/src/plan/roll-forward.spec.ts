import { describe, expect, test } from '@jest/globals';
import { given, on, type Fact } from '../../../../test/support/given.js';
import { added, milestone, retired, started, years } from '../../../../test/support/objectives.js';
import { current, opened, planOf, published, threeEditions, withdrawn } from '../../../../test/support/plans.js';
import { sourceOn } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import type { GateResult } from '../decider.js';
import type { DomainEvent } from '../projection.js';
import { planSlice } from './plan.slice.js';
import { rollForwardGates } from './roll-forward.js';

const today = '2026-02-01';
const drafted: readonly Fact[] = [...threeEditions, ...on('2026-01-10', opened(4, '2026/27'))];
const confirmed: DomainEvent = { type: 'RollForwardConfirmed', data: { edition: 4, checkedAt: 9 } };

/** 4b with one milestone for every way in which an item is dealt with, and two open ones. */
const objective: readonly Fact[] = [
  ...on('2025-04-01', added(), started(), ...['01', '02', '03', '04', '05', '06'].map((n) => milestone(`4b-m${n}`))),
  ...on('2025-09-01', { type: 'MilestoneMet', data: { milestone: '4b-m02', evidence: 'Report' } }),
  ...on('2025-10-01', { type: 'MilestoneDropped', data: { milestone: '4b-m03', reason: 'No longer needed' } }),
  ...on('2026-04-01', { type: 'MilestoneCarriedForward', data: { milestone: '4b-m04', edition: 4, into: '4b-m07' } }),
  ...on('2026-04-01', { type: 'MilestoneSplit', data: { milestone: '4b-m05', edition: 4, into: ['4b-m08', '4b-m09'], reason: 'Two' } }),
  ...on('2026-04-01', milestone('4b-m07', { edition: 4, formerly: ['4b-m04'], firstWindow: years(1) })),
];

type Command = { readonly type: 'ConfirmRollForward' | 'MakeEditionCurrent'; readonly edition: number; readonly effectiveOn?: string };

/** What a gate finds for a command, as the handler asks it. */
function gateOf(command: Command, plan = drafted, objectives = [objective]): GateResult | undefined {
  const gate = rollForwardGates[command.type];
  const point = gate.at({ ...command }, { today, plan: planOf(...plan) });
  const view = point && assemblePlanView(sourceOn(point.on, { plan, objectives }), { code: 'jfp', entry: 9, ...point });
  return view && { findings: gate.findings(view, { ...command }, today), checkedAt: 9 };
}

const decided = (command: Command, plan = drafted, objectives = [objective]) =>
  given(planSlice, { today, gate: gateOf(command, plan, objectives) })(...plan).when({ ...command });

describe('a roll-forward is confirmed', () => {
  const confirm: Command = { type: 'ConfirmRollForward', edition: 4 };
  const dealt = [
    [
      ...objective,
      ...on(
        '2026-01-31',
        ...['01', '06'].map((n) => ({ type: 'MilestoneDropped', data: { milestone: `4b-m${n}`, reason: 'Done elsewhere' } })),
      ),
    ],
  ];

  test('once every open item is dealt with; else all that are not are named', () => {
    const refusal = decided(confirm).refused('OPEN_ITEMS');
    expect(refusal.facts).toEqual([
      { name: 'edition', value: '4' },
      { name: 'milestone', value: '4b-m01' },
      { name: 'milestone', value: '4b-m06' },
      { name: 'checkedAt', value: '9' },
    ]);
    decided(confirm, drafted, dealt).then(confirmed);
    decided(confirm, [...drafted, ...on(today, confirmed)], dealt).nothing();
  });

  test('what an end of the objective passes on is dealt with', () => {
    const ended = [[...objective, ...on('2026-03-31', retired([{ receiver: 'Trust' }]))]];
    decided(confirm, drafted, ended).then(confirmed);
  });

  test('what was carried into an edition since withdrawn is open again', () => {
    const plan = [...drafted, ...on('2026-01-20', withdrawn(4), opened(5, '2026/27'))];
    const refusal = decided({ ...confirm, edition: 5 }, plan).refused('OPEN_ITEMS');
    const items = refusal.facts.filter(({ name }) => name === 'milestone').map(({ value }) => value);
    expect(items).toEqual(['4b-m01', '4b-m04', '4b-m05', '4b-m06']);
    decided(confirm, plan).refused('EDITION_WITHDRAWN');
  });

  test('is looked at on its day, and not before Year 1 of the edition', () => {
    const at = (command: object) => rollForwardGates.ConfirmRollForward.at({ edition: 4, ...command }, { today, plan: planOf(...drafted) });
    expect(at({})).toEqual({ edition: 4, on: '2026-04-01' });
    expect(at({ effectiveOn: '2026-06-10', precision: 'MONTH' })).toEqual({ edition: 4, on: '2026-06-01' });
    expect(at({ edition: 9 })).toBeUndefined();
    decided({ ...confirm, edition: 9 }).refused('EDITION_NOT_FOUND');
  });
});

describe('an edition becomes current', () => {
  const make: Command = { type: 'MakeEditionCurrent', edition: 4 };
  const ready = [...drafted, ...on('2026-03-20', published(4))];

  test('only once its roll-forward is confirmed', () => {
    expect(decided(make, ready).refused('ROLL_FORWARD_NOT_CONFIRMED').message).toMatch('4b-m01, 4b-m06');
    decided(make, [...ready, ...on(today, confirmed)]).refused('OPEN_ITEMS');
    const kept = [objective.slice(0, 3)];
    const carried = [[...kept[0], ...on('2026-03-31', retired([{ receiver: 'Trust' }]))]];
    decided(make, ready, carried).refused('ROLL_FORWARD_NOT_CONFIRMED');
    decided(make, [...ready, ...on(today, confirmed)], carried).then({ type: 'EditionBecameCurrent', data: { edition: 4 } });
  });

  test('without one where no edition before it has a milestone', () => {
    expect(gateOf({ ...make, edition: 3 })?.findings).toEqual([]);
    const again = given(planSlice, { today, gate: { findings: [], checkedAt: 9 } })(...ready, ...on('2026-04-01', current(4))).when({
      ...make,
    });
    again.nothing();
  });

  test('is looked at no earlier than today: what is met since counts', () => {
    const at = (command: object) =>
      rollForwardGates.MakeEditionCurrent.at({ edition: 4, ...command }, { today: '2026-07-01', plan: planOf(...ready) });
    expect(at({})).toEqual({ edition: 4, on: '2026-07-01' });
    expect(at({ effectiveOn: '2026-04-01' })).toEqual({ edition: 4, on: '2026-07-01' });
    expect(at({ effectiveOn: '2026-08-01' })).toEqual({ edition: 4, on: '2026-08-01' });
  });
});
