import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { anyDay } from '../../../test/support/arbitraries.js';
import type { SentCommand } from '../../../test/support/commands.js';
import { objectiveCommands } from '../../../test/support/objective-commands.js';
import { planCommands } from '../../../test/support/plan-commands.js';
import { registerCommands } from '../../../test/support/register-commands.js';
import { dayOf, decide, fold, inFoldOrder, on, type Fact } from '../../../test/support/given.js';
import { context, record } from '../../../test/support/history.js';
import { measureCommands } from '../../../test/support/measure-commands.js';
import { fourEditions } from '../../../test/support/plans.js';
import { sourceOn, type PlanFacts } from '../../../test/support/row-source.js';
import { assemblePlanView } from './assemble.js';
import { catalog } from './catalog.js';
import { measureSlice } from './measure/measure.slice.js';
import type { ObjectiveState } from './objective/objective.projection.js';
import { objectiveSlice } from './objective/objective.slice.js';
import { endOn, strandActive } from './objective/objective.status.js';
import { editionsOf, editionStatus } from './plan/editions.js';
import { planSlice } from './plan/plan.slice.js';
import { isRefusal } from './refusal.js';
import { registerSlice } from './register/register.slice.js';
import { editionCommitments } from './reports/edition-commitments.js';

const settings = { numRuns: 100 };

const slices = [
  { name: 'plan', slice: planSlice, commands: planCommands },
  { name: 'objective', slice: objectiveSlice, commands: objectiveCommands },
  { name: 'measure', slice: measureSlice, commands: measureCommands },
  { name: 'register', slice: registerSlice, commands: registerCommands },
];

describe.each(slices)('the $name slice', ({ slice, commands }) => {
  test('turns any command into events that are plain JSON, or a refusal, and never throws', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        for (const { event } of record(slice, asked)) expect(JSON.parse(JSON.stringify(event))).toStrictEqual(event);
      }),
      settings,
    );
  });

  test('a command that was accepted and is told again changes nothing', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        record(slice, asked, (facts, command) => {
          const rows = fold(slice, facts);
          const again = decide(slice, command, facts, context, rows);
          if (isRefusal(again)) return;
          const day = dayOf(slice, command, rows, context);
          expect(fold(slice, [...facts, ...on(day, ...again)])).toEqual(rows);
        });
      }),
      settings,
    );
  });

  test('nothing comes into being twice', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        const made = record(slice, asked).flatMap(({ event: { type, data } }) =>
          type in slice.creations ? [`${type} ${JSON.stringify(Reflect.get(data, slice.creations[type]))}`] : [],
        );
        expect(new Set(made).size).toBe(made.length);
      }),
      settings,
    );
  });

  test('a fold in two parts is the whole fold', () => {
    fc.assert(
      fc.property(commands, fc.nat(40), (asked, cut) => {
        const ordered = inFoldOrder(slice, record(slice, asked));
        expect(fold(slice, ordered.slice(cut), fold(slice, ordered.slice(0, cut)))).toEqual(fold(slice, ordered));
      }),
      settings,
    );
  });

  test('facts fold in any order of days without a complaint', () => {
    fc.assert(
      fc.property(commands, fc.infiniteStream(anyDay), (asked, days) => {
        const facts = record(slice, asked).map(({ event }) => ({ event, on: days.next().value as string }));
        expect(fold(slice, facts)).toBeDefined();
      }),
      settings,
    );
  });
});

test('no two slices keep rows of one kind', () => {
  const kinds = catalog.flatMap(({ projections }) => projections.map(({ kind }) => kind));
  expect(new Set(kinds).size).toBe(kinds.length);
});

describe('what holds of an objective, in whatever order it was told', () => {
  const stateOf = (asked: readonly SentCommand[]): { facts: readonly Fact[]; state: Partial<ObjectiveState> } => {
    const facts = record(objectiveSlice, asked);
    return { facts, state: fold(objectiveSlice, facts) };
  };

  test('R04: no strand that is active at its retirement lacks a receiver', () => {
    fc.assert(
      fc.property(objectiveCommands, (asked) => {
        const row = stateOf(asked).state.objective?.['4b'];
        if (row?.end?.kind !== 'RETIRED_TO_BAU') return;
        const { on: day, receivers } = row.end;
        const orphans = row.strands.filter((strand) => strandActive(strand, day) && !receivers.some((one) => one.strand === strand.name));
        expect(orphans).toEqual([]);
      }),
      settings,
    );
  });

  test('an end that was recorded holds on its day, whatever comes before or after it', () => {
    fc.assert(
      fc.property(objectiveCommands, (asked) => {
        const { facts, state } = stateOf(asked);
        const kinds: Readonly<Record<string, string>> = {
          ObjectiveRetiredToBusinessAsUsual: 'RETIRED_TO_BAU',
          ObjectiveConcluded: 'CONCLUDED',
          ObjectiveMerged: 'MERGED',
          ObjectiveSplit: 'SPLIT',
          ObjectiveReplaced: 'REPLACED',
        };
        for (const { event, on: day } of facts) {
          if (event.type in kinds) expect(endOn(state.objective?.['4b'] ?? {}, day)).toMatchObject({ kind: kinds[event.type], on: day });
        }
      }),
      settings,
    );
  });

  test('the first window never moves, the approved one by a baseline alone, and a due day lies inside (R07)', () => {
    fc.assert(
      fc.property(objectiveCommands, (asked) => {
        const { facts, state } = stateOf(asked);
        for (const row of Object.values(state.milestone ?? {})) {
          if (row === undefined) continue;
          const about = facts.filter(({ event }) => 'milestone' in event.data && event.data.milestone === row.code);
          const [added, ...others] = about.filter(({ event }) => event.type === 'MilestoneAdded');
          expect(others).toEqual([]);
          const { window, firstWindow = window } = added?.event.data as { window: object; firstWindow?: object };
          expect(row.firstWindow).toEqual(firstWindow);
          const moved = about.some(({ event }) => event.type === 'BaselineApproved');
          if (!moved) expect(row.window).toEqual(window);
          if (row.dueOn !== undefined) expect(row.window.startsOn <= row.dueOn && row.dueOn <= row.window.endsOn).toBe(true);
        }
      }),
      settings,
    );
  });

  test('what goes on in others keeps its first dates, and one in which it goes on names it', () => {
    fc.assert(
      fc.property(objectiveCommands, (asked) => {
        const rows = Object.values(stateOf(asked).state.milestone ?? {}).filter((row) => row !== undefined);
        const byCode = new Map(rows.map((row) => [row.code, row]));
        for (const row of rows) {
          const successors = (row.successions ?? []).filter(({ how }) => how !== 'SUPERSEDED').flatMap(({ into }) => into);
          for (const code of successors) expect(byCode.get(code)?.formerly).toContain(row.code);
          const former = (row.formerly ?? []).map((code) => byCode.get(code));
          if (former.length > 0) expect(former.map((one) => one?.firstWindow)).toContainEqual(row.firstWindow);
        }
      }),
      settings,
    );
  });

  test('codes are used once', () => {
    fc.assert(
      fc.property(objectiveCommands, (asked) => {
        const created = stateOf(asked).facts.flatMap(({ event }) =>
          event.type === 'MilestoneAdded' && 'milestone' in event.data
            ? [event.data.milestone]
            : event.type === 'ObjectiveAdded'
              ? ['4b']
              : [],
        );
        expect(new Set(created).size).toBe(created.length);
      }),
      settings,
    );
  });
});

describe('what is kept beside an objective, on any day and in whatever order it was told', () => {
  const seen = (asked: readonly SentCommand[], day: string) => {
    const facts = record(objectiveSlice, asked);
    return assemblePlanView(sourceOn(day, { plan: fourEditions, objectives: [facts] }), { code: 'jfp', entry: 0, on: day })?.objective(
      '4b',
    );
  };

  test('one post leads at a time, and one funding position holds', () => {
    fc.assert(
      fc.property(objectiveCommands, anyDay, (asked, day) => {
        const objective = seen(asked, day);
        for (const { deliveryLeads, deliveryLead } of objective === undefined ? [] : [objective, ...objective.milestones]) {
          const leading = deliveryLeads.filter(({ from, until }) => from <= day && (until === undefined || until > day));
          expect(leading).toEqual(deliveryLead === undefined ? [] : [deliveryLead]);
        }
        const spells = objective?.fundingHistory ?? [];
        expect(spells.filter(({ replacedOn }) => replacedOn === undefined).length).toBe(Math.min(1, spells.length));
        for (const [index, spell] of spells.entries()) expect(spell.replacedOn).toBe(spells[index + 1]?.from);
      }),
      settings,
    );
  });

  test('a funding gap lies in the window of an open milestone, after the money ends', () => {
    fc.assert(
      fc.property(objectiveCommands, anyDay, (asked, day) => {
        const objective = seen(asked, day);
        for (const { fundingGapYears, window, nature, status } of objective?.milestones ?? []) {
          if (fundingGapYears.length === 0) continue;
          expect([nature === 'DISPOSITION', ['MET', 'DROPPED', 'HANDED_OVER', 'SUPERSEDED'].includes(status)]).toEqual([false, false]);
          expect(objective?.funding?.until !== undefined && objective.funding.until < window.endsOn).toBe(true);
          expect(fundingGapYears.every((year) => window.fromYear <= year && year <= window.toYear)).toBe(true);
        }
      }),
      settings,
    );
  });

  test('a dependency that is at risk or broken says why, and one that people settled stays so', () => {
    fc.assert(
      fc.property(objectiveCommands, anyDay, (asked, day) => {
        for (const { state, cause, settled, relation, from } of seen(asked, day)?.dependencies ?? []) {
          if (settled !== undefined) expect(state).toBe(settled.state);
          if (state === 'AT_RISK' || state === 'BROKEN') expect(cause).toBeDefined();
          if (state === 'AT_RISK') expect([relation, from === '4b']).toEqual(['DEPENDS_ON', false]);
        }
      }),
      settings,
    );
  });
});

describe('what holds of a plan, in whatever order it was told', () => {
  test('editions are numbered without gaps, and at most one is current on any day', () => {
    fc.assert(
      fc.property(planCommands, anyDay, (asked, day) => {
        const editions = editionsOf(fold(planSlice, record(planSlice, asked)));
        expect(editions.map(({ number }) => number)).toEqual(editions.map((_, index) => index + 1));
        expect(editions.filter((edition) => editionStatus(edition, editions, day) === 'CURRENT').length).toBeLessThanOrEqual(1);
      }),
      settings,
    );
  });
});

describe('a view of any day', () => {
  const viewOf = (facts: PlanFacts, day: string, edition: number | undefined): ReturnType<typeof assemblePlanView> =>
    assemblePlanView(sourceOn(day, facts), { code: 'jfp', entry: 0, on: day, ...(edition !== undefined && { edition }) });

  test('follows every promise of an edition to its end, and loses none', () => {
    fc.assert(
      fc.property(objectiveCommands, anyDay, (asked, day) => {
        const told = record(objectiveSlice, asked);
        const view = viewOf({ plan: fourEditions, objectives: [told] }, day, undefined);
        const report = view && editionCommitments(view, 3);
        const promised = told.flatMap(({ event, on: added }) =>
          event.type === 'MilestoneAdded' && 'edition' in event.data && event.data.edition === 3 && added <= day ? [event.data] : [],
        );
        const there = view?.objective('4b') !== undefined && report !== undefined;
        if (there) expect(report.promises).toHaveLength(promised.length);
        for (const { code, resolution, resolvedOn = '', openIn, chain } of report?.promises ?? []) {
          expect(chain[0].code).toBe(code);
          expect(resolution === 'OPEN' ? openIn.length > 0 : resolvedOn !== '' && resolvedOn <= day).toBe(true);
          for (const milestone of openIn.map((open) => view?.inNewestEdition().milestone(open))) {
            const lost = milestone?.goesOn?.into.every((next) => view?.inNewestEdition().milestone(next) === undefined) ?? false;
            expect(milestone?.publicStatus === null).toBe(lost);
          }
        }
      }),
      settings,
    );
  });

  test('can be assembled, and agrees with itself', () => {
    const edition = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
    fc.assert(
      fc.property(objectiveCommands, anyDay, edition, (asked, day, named) => {
        const view = viewOf({ plan: fourEditions, objectives: [record(objectiveSlice, asked)] }, day, named);
        for (const milestone of view?.milestones ?? []) {
          const { status, publicStatus, late, metOn, handedOverTo } = milestone;
          expect(milestone.edition).toBe(view?.edition?.number);
          expect(publicStatus === 'COMPLETED').toBe(status === 'MET');
          expect(publicStatus === null).toBe(['DROPPED', 'HANDED_OVER', 'CARRIED_FORWARD', 'SUPERSEDED'].includes(status));
          expect(metOn !== undefined).toBe(status === 'MET');
          expect(metOn === undefined || metOn <= day).toBe(true);
          if (late) expect(publicStatus).toBe('DELAYED');
          if (handedOverTo.length > 0) expect(['HANDED_OVER', 'SUPERSEDED']).toContain(status);
        }
        for (const objective of view?.objectives ?? []) {
          const ended = ['RETIRED_TO_BAU', 'CONCLUDED', 'MERGED', 'SPLIT', 'REPLACED'].includes(objective.status);
          expect(objective.publicStatus === 'COMPLETED').toBe(ended);
          if (ended) expect(objective.milestones.some(({ publicStatus }) => publicStatus === 'IN_PROGRESS')).toBe(false);
        }
      }),
      settings,
    );
  });

  test('does not change by facts of later days', () => {
    fc.assert(
      fc.property(objectiveCommands, objectiveCommands, anyDay, (first, second, day) => {
        const facts = record(objectiveSlice, first);
        const more = record(objectiveSlice, [...first, ...second]).slice(facts.length);
        const later = more.filter((fact) => fact.on > day);
        const view = (told: readonly Fact[]): string =>
          JSON.stringify(viewOf({ plan: fourEditions, objectives: [told] }, day, undefined)?.objectives);
        expect(view([...facts, ...later])).toBe(view(facts));
      }),
      settings,
    );
  });
});
