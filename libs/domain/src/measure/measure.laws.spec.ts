import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { anyDay } from '../../../../test/support/arbitraries.js';
import type { SentCommand } from '../../../../test/support/commands.js';
import { dayOf, decide, fold, on, TODAY, type Fact } from '../../../../test/support/given.js';
import { measureCommands } from '../../../../test/support/measure-commands.js';
import { plan } from '../../../../test/support/plans.js';
import type { Context } from '../decider.js';
import { isRefusal } from '../refusal.js';
import type { MeasureRow, MeasureState } from './measure.projection.js';
import { measureSlice } from './measure.slice.js';
import { measureRulesOf } from './measure.states.js';
import { processChart } from './measure.spc.js';
import { ruleSets } from '../rules/rule-set.js';
import { observationsOf, seriesOf, type Observation } from './observation.js';

const context: Context = { today: TODAY, plan };
const settings = { numRuns: 200 };

/** Records commands one after another, as the recorder would. */
const record = (commands: readonly SentCommand[]): readonly Fact[] =>
  commands.reduce<readonly Fact[]>((facts, command) => {
    const rows = fold(measureSlice, facts);
    const decision = decide(measureSlice, command, facts, context, rows);
    return isRefusal(decision) ? facts : [...facts, ...on(dayOf(measureSlice, command, rows, context), ...decision)];
  }, []);

function seenOn(facts: readonly Fact[], day: string): { row: MeasureRow; observations: readonly Observation[] } | undefined {
  const state = fold(
    measureSlice,
    facts.filter((fact) => fact.on <= day),
  ) as Partial<MeasureState>;
  const row = state.measure?.['4b-k1'];
  return row && { row, observations: observationsOf(Object.values(state.observation ?? {}).filter((one) => one !== undefined)) };
}

const read = (facts: readonly Fact[], day: string) => {
  const seen = seenOn(facts, day);
  return seen && { ...seen, reading: measureRulesOf(1).read(seen.row, seen.observations, day) };
};

describe('what holds of a measure, in whatever order it was told', () => {
  test('its states are total: on any day everything about it can be said, as plain JSON', () => {
    fc.assert(
      fc.property(measureCommands, anyDay, (commands, day) => {
        const seen = read(record(commands), day);
        if (seen === undefined) return;
        const { reading, row, observations } = seen;
        expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
        expect(reading.targets).toHaveLength(row.targets.length);
        for (const { observations: all } of seriesOf(observations))
          processChart(
            all.map(({ value }) => value),
            ruleSets[0],
          );
      }),
      settings,
    );
  });

  test('a target is met or missed only by a value for its day, and without a value is never rated', () => {
    fc.assert(
      fc.property(measureCommands, anyDay, (commands, day) => {
        const seen = read(record(commands), day);
        for (const { state, value, dueOn, closedBy, standing } of seen?.reading.targets ?? []) {
          if (value === undefined) expect(state).toBe('NO_TARGET_VALUE');
          if (standing !== undefined) expect(['HELD', 'BREACHED', 'OPEN', 'NO_TARGET_VALUE']).toContain(state);
          if (state !== 'MET' && state !== 'MISSED') continue;
          const closing = seen?.observations.find(({ name }) => name === closedBy);
          expect(closing !== undefined && dueOn !== undefined && closing.startsOn <= dueOn && dueOn <= closing.endsOn).toBe(true);
        }
      }),
      settings,
    );
  });

  test('R21: no two targets of one scope, statistic and time have different values', () => {
    fc.assert(
      fc.property(measureCommands, (commands) => {
        const state = fold(measureSlice, record(commands)) as Partial<MeasureState>;
        const told = (state.measure?.['4b-k1']?.targets ?? []).flatMap(({ byDate, scope = 'LOCAL', statistic, standing, value, period }) =>
          value === undefined || period !== undefined || (byDate ?? standing) === undefined
            ? []
            : [[`${scope} ${statistic} ${byDate ?? standing}`, Number(value)] as const],
        );
        expect(new Set(told.map(([key]) => key)).size).toBe(new Set(told.map(([key, value]) => `${key} ${value}`)).size);
      }),
      settings,
    );
  });

  test('a correction keeps every value that it replaces', () => {
    fc.assert(
      fc.property(measureCommands, (commands) => {
        const facts = record(commands);
        const { observation = {} } = fold(measureSlice, facts) as Partial<MeasureState>;
        for (const row of Object.values(observation)) {
          const said = facts
            .flatMap(({ event }) =>
              'observation' in event.data && event.data.observation === row?.name && 'value' in event.data ? [event.data.value] : [],
            )
            .sort();
          expect([row?.value, ...(row?.former ?? []).map(({ value }) => value)].sort()).toEqual(said);
        }
      }),
      settings,
    );
  });

  test('values stay as they were written', () => {
    fc.assert(
      fc.property(measureCommands, (commands) => {
        const sent = commands.flatMap(({ value, points }) => [
          value,
          ...((points as { value: string }[] | undefined) ?? []).map((point) => point.value),
        ]);
        const { measure, observation = {} } = fold(measureSlice, record(commands)) as Partial<MeasureState>;
        const row = measure?.['4b-k1'];
        const kept = [
          row?.baseline?.value,
          ...(row?.targets ?? []).map(({ value }) => value),
          ...Object.values(observation).map((one) => one?.value),
        ];
        for (const value of kept) if (value !== undefined) expect([...sent, '50', '9']).toContain(value);
      }),
      settings,
    );
  });
});
