import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { entry, found, register } from '../../../../test/support/registers.js';
import { registerKinds, REGISTER_KINDS } from './register.kinds.js';
import type { RegisterEntryRow } from './register.projection.js';

const add = {
  type: 'AddRegisterEntry',
  code: 'people-plan',
  kind: 'STRATEGY',
  name: 'People Plan',
  details: [
    { name: 'owner', values: ['ICS'] },
    { name: 'state', values: ['PUBLISHED'] },
  ],
};
const ended = (code = 'people-plan') => ({ type: 'RegisterEntryEnded', data: { code, reason: 'Withdrawn' } });
const rowOf = (rows: object): RegisterEntryRow =>
  (rows as { registerEntry: Record<string, RegisterEntryRow> }).registerEntry['people-plan'];

describe('AddRegisterEntry', () => {
  test('records an entry of a kind, with the details of that kind', () => {
    register()().when(add).then(entry());
  });

  test('keeps aliases, figures, links and source lines', () => {
    const fields = {
      summary: 'The workforce plan.',
      aliases: [{ alias: 'One workforce plan', place: 'Section 6.3' }],
      figures: [{ label: 'Vacancies', value: '9', unit: '%', period: 'two years earlier' }],
      sourceLines: [3365],
    };
    register()()
      .when({ ...add, ...fields, links: [{ kind: 'AMBITION', code: '4' }] })
      .then(entry('people-plan', { ...fields, links: [{ kind: 'AMBITION', code: '4', role: 'CONCERNS' }] }));
  });

  test('told twice is once', () => {
    register()(entry())
      .when({ ...add, on: '2025-04-01' })
      .nothing();
    const changed = {
      type: 'RegisterEntryChanged',
      data: { code: 'people-plan', details: { owner: 'ICB' }, removed: [], reason: 'Moved' },
    };
    register()(entry(), on('2025-06-01', changed))
      .when({ ...add, on: '2025-04-01' })
      .nothing();
  });

  test('a code is used once, by an entry or a discrepancy', () => {
    register()(entry())
      .when({ ...add, name: 'Another plan' })
      .refused('REGISTER_CODE_USED');
    register()(entry()).when(add).refused('REGISTER_CODE_USED');
    const refusal = register()(found('people-plan')).when(add).refused('REGISTER_CODE_USED');
    expect(refusal.facts).toContainEqual({ name: 'kind', value: 'DISCREPANCY' });
  });

  test('needs a plan, and a day that some edition looks ahead to', () => {
    register({ plan: undefined })().when(add).refused('PLAN_NOT_FOUND');
    register()()
      .when({ ...add, on: '2030-04-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });

  const details = (...sent: readonly { name: string; values: readonly string[] }[]) => ({ ...add, details: sent });
  const owner = { name: 'owner', values: ['ICS'] };

  test('details are those of the kind, each of its type', () => {
    register()().when(details()).refused('DETAIL_MISSING');
    register()()
      .when(details(owner, { name: 'issuer', values: ['NHS England'] }))
      .refused('DETAIL_UNKNOWN');
    register()().when(details(owner, owner)).refused('DETAIL_TWICE');
    register()()
      .when(details(owner, { name: 'state', values: ['FAMOUS'] }))
      .refused('DETAIL_INVALID');
    register()()
      .when(details({ name: 'owner', values: ['A', 'B'] }))
      .refused('DETAIL_INVALID');
    register()()
      .when(details({ name: '__proto__', values: ['A'] }))
      .refused('DETAIL_UNKNOWN');
  });

  test.each([
    ['ENABLER', 'number', '7', 7],
    ['ENABLER', 'number', '7.5', undefined],
    ['HEALTH_AND_WELLBEING_PARTNERSHIP', 'provisional', 'true', true],
    ['HEALTH_AND_WELLBEING_PARTNERSHIP', 'provisional', 'yes', undefined],
    ['NATIONAL_POLICY', 'date', '2024-09', '2024-09'],
    ['NATIONAL_POLICY', 'date', 'spring 2025', undefined],
    ['IMMEDIATE_PRIORITY', 'year', '2025/26', '2025/26'],
    ['IMMEDIATE_PRIORITY', 'year', '2025/27', undefined],
  ] as const)('a %s may say %s %s: %s', (kind, name, text, value) => {
    const needed = Object.entries(registerKinds[kind].details).filter(([one, { required }]) => required === true && one !== name);
    const others = needed.map(([one]) => ({ name: one, values: ['A'] }));
    const asked = register()().when({ ...add, kind, details: [...others, { name, values: [text] }] });
    if (value === undefined) asked.refused('DETAIL_INVALID');
    else expect(rowOf(asked.rows()).details[name]).toEqual(value);
  });

  test('figures: one of a label and period, percentages with numerator and base that make them (R52)', () => {
    const figures = (...sent: readonly object[]) => ({ ...add, figures: sent });
    const agreed = { label: 'Right priorities', value: '86.3', unit: '%', numerator: '505', base: '585' };
    const accepted = register()().when(figures(agreed, { label: 'Responses', value: '505', unit: 'people', base: '585' }));
    expect(rowOf(accepted.rows()).figures).toHaveLength(2);
    register()().when(figures(agreed, agreed)).refused('FIGURE_TWICE');
    register()()
      .when(figures({ ...agreed, base: undefined }))
      .refused('PERCENTAGE_INCOMPLETE', 'R52');
    register()()
      .when(figures({ ...agreed, numerator: undefined }))
      .refused('PERCENTAGE_INCOMPLETE', 'R52');
    register()()
      .when(figures({ ...agreed, base: '0', numerator: '0' }))
      .refused('BASE_UNSOUND', 'R52');
    register()()
      .when(figures({ ...agreed, numerator: '586' }))
      .refused('BASE_UNSOUND', 'R52');
    const refusal = register()()
      .when(figures({ label: 'Other', value: '1', unit: '%' }, { ...agreed, value: '90.7' }))
      .refused('PERCENTAGE_DISAGREES', 'R52');
    expect(refusal.proposals).toEqual([{ path: 'figures.1.value', value: '86.3' }]);
  });

  test('links name things by codes of their form, and parts of the plan that are there', () => {
    const links = (...sent: readonly object[]) => ({ ...add, links: sent });
    register()()
      .when(links({ kind: 'AMBITION', code: '7' }))
      .refused('AMBITION_NOT_FOUND');
    register()()
      .when(links({ kind: 'EDITION', code: '9' }))
      .refused('EDITION_NOT_FOUND');
    register()()
      .when(links({ kind: 'MILESTONE', code: '1b' }))
      .refused('LINK_INVALID');
    register()()
      .when(links({ kind: 'REGISTER_ENTRY', code: 'people-plan' }))
      .refused('LINK_INVALID');
    register()()
      .when(links({ kind: 'AMBITION', code: '4' }, { kind: 'AMBITION', code: '4', role: 'CONCERNS' }))
      .refused('LINK_TWICE');
    // An objective may be linked before it is there: it has a stream of its own.
    const linked = register()().when(links({ kind: 'OBJECTIVE', code: '9z' }, { kind: 'EDITION', code: '3' }));
    expect(rowOf(linked.rows()).links).toHaveLength(2);
  });

  test('an alias is given once', () => {
    register()()
      .when({ ...add, aliases: [{ alias: 'A' }, { alias: 'A', place: 'B' }] })
      .refused('ALIAS_TWICE');
  });
});

const about = [
  {
    command: { type: 'RenameRegisterEntry', name: 'Workforce Plan' },
    event: { type: 'RegisterEntryRenamed', data: { name: 'Workforce Plan' } },
  },
  { command: { type: 'AddRegisterAlias', alias: 'WP' }, event: { type: 'RegisterAliasAdded', data: { alias: 'WP' } } },
  {
    command: { type: 'LinkRegisterEntry', to: { kind: 'OBJECTIVE', code: '8a' } },
    event: { type: 'RegisterEntryLinked', data: { to: { kind: 'OBJECTIVE', code: '8a', role: 'CONCERNS' } } },
  },
  {
    command: { type: 'ChangeRegisterEntry', summary: 'New', reason: 'Refreshed' },
    event: { type: 'RegisterEntryChanged', data: { summary: 'New', details: {}, removed: [], reason: 'Refreshed' } },
  },
].map(({ command, event }) => ({
  command: { ...command, code: 'people-plan' },
  event: { ...event, data: { code: 'people-plan', ...event.data } },
}));

describe.each(about)('$command.type', ({ command, event }) => {
  test('records it, once', () => {
    register()(entry()).when(command).then(event);
    register()(entry(), event).when(command).nothing();
  });

  test('also on an earlier day than it was told of first', () => {
    register()(entry(), on('2025-09-01', event))
      .when({ ...command, on: '2025-06-01' })
      .then(event);
  });

  test('not of an entry that has ended, is not there, or is not there yet', () => {
    register()(entry(), on('2025-10-15', ended())).when(command).refused('REGISTER_ENTRY_ENDED');
    register()(found('people-plan')).when(command).refused('REGISTER_ENTRY_NOT_FOUND');
    register()(entry())
      .when({ ...command, on: '2025-03-31' })
      .refused('EFFECTIVE_BEFORE_CREATED');
    register({ plan: undefined })(entry()).when(command).refused('PLAN_NOT_FOUND');
    register()(entry())
      .when({ ...command, on: '2031-01-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });

  test('of an entry whose end is still to come', () => {
    register()(entry(), on('2027-04-01', ended())).when(command).then(event);
  });
});

test('a name that was given up is kept with its days', () => {
  const { names } = rowOf(
    register()(entry()).when({ type: 'RenameRegisterEntry', code: 'people-plan', name: 'Workforce Plan', on: '2026-04-01' }).rows(),
  );
  expect(names).toEqual([
    { title: 'People Plan', from: '2025-04-01' },
    { title: 'Workforce Plan', from: '2026-04-01' },
  ]);
});

describe('ChangeRegisterEntry', () => {
  const change = (fields: object) => ({ type: 'ChangeRegisterEntry', code: 'people-plan', reason: 'Refreshed', ...fields });

  test('changes what is given and keeps the rest', () => {
    const row = rowOf(
      register()(entry())
        .when(change({ details: [{ name: 'horizon', values: ['five years'] }], sourceLines: [1] }))
        .rows(),
    );
    expect(row).toMatchObject({
      details: { owner: 'ICS', state: 'PUBLISHED', horizon: 'five years' },
      sourceLines: [1],
      figures: [],
      changedOn: '2025-10-15',
      changeReason: 'Refreshed',
    });
  });

  test('takes a detail away, unless its kind needs it', () => {
    const row = rowOf(
      register()(entry())
        .when(change({ details: [{ name: 'state', values: [] }] }))
        .rows(),
    );
    expect(row.details).toEqual({ owner: 'ICS' });
    register()(entry())
      .when(change({ details: [{ name: 'owner', values: [] }] }))
      .refused('DETAIL_MISSING');
    register()(entry())
      .when(change({ details: [{ name: 'issuer', values: [] }] }))
      .refused('DETAIL_UNKNOWN');
    register()(entry())
      .when(
        change({
          details: [
            { name: 'state', values: [] },
            { name: 'state', values: ['RETIRED'] },
          ],
        }),
      )
      .refused('DETAIL_TWICE');
  });

  const toState = (state: string, day = '2025-10-15') => ({ ...change({ details: [{ name: 'state', values: [state] }] }), on: day });

  test('a strategy goes from published to under refresh to refreshed to retired, and not back', () => {
    const steps = ['UNDER_REFRESH', 'REFRESHED', 'RETIRED'].map((state, index) => ({
      state,
      day: `2025-0${index + 5}-01`,
      event: { type: 'RegisterEntryChanged', data: { code: 'people-plan', details: { state }, removed: [], reason: 'Refreshed' } },
    }));
    steps.forEach(({ state, day, event }, index) => {
      const before = steps.slice(0, index).flatMap((step) => on(step.day, step.event));
      register()(entry(), before).when(toState(state, day)).then(event);
    });
    const all = steps.flatMap((step) => on(step.day, step.event));
    const refusal = register()(entry(), all).when(toState('PUBLISHED')).refused('STEP_NOT_POSSIBLE');
    expect(refusal.facts).toContainEqual({ name: 'from', value: 'RETIRED' });
    register()(entry()).when(toState('EXPECTED')).refused('STEP_NOT_POSSIBLE');
    // What was so before a later change cannot be judged against that change.
    register()(entry(), all)
      .when(toState('REFRESH_DUE', '2025-04-02'))
      .then({ ...steps[0].event, data: { ...steps[0].event.data, details: { state: 'REFRESH_DUE' } } });
  });

  test('wants a reason, and sound figures', () => {
    register()(entry())
      .when(change({ summary: 'New', reason: ' ' }))
      .refused('REASON_REQUIRED');
    register()(entry())
      .when(change({ figures: [{ label: 'A', value: '1', unit: '%', base: '5' }] }))
      .refused('PERCENTAGE_INCOMPLETE', 'R52');
  });
});

describe('links', () => {
  const to = { kind: 'AMBITION', code: '4', role: 'ADDED' } as const;
  const linked = { type: 'RegisterEntryLinked', data: { code: 'people-plan', to } };
  const unlink = { type: 'UnlinkRegisterEntry', code: 'people-plan', to, reason: 'No longer so' };
  const unlinked = { type: 'RegisterEntryUnlinked', data: { code: 'people-plan', to, reason: 'No longer so' } };

  test('one role is not another', () => {
    register()(entry(), linked)
      .when({ type: 'LinkRegisterEntry', code: 'people-plan', to: { ...to, role: 'STARTED_WITH' } })
      .then({ ...linked, data: { ...linked.data, to: { ...to, role: 'STARTED_WITH' } } });
    register()(entry())
      .when({ type: 'LinkRegisterEntry', code: 'people-plan', to: { ...to, code: '7' } })
      .refused('AMBITION_NOT_FOUND');
  });

  test('a link ends with a reason, and may come back', () => {
    register()(entry(), linked).when(unlink).then(unlinked);
    register()(entry(), linked)
      .when({ ...unlink, reason: ' ' })
      .refused('REASON_REQUIRED');
    register()(entry()).when(unlink).nothing();
    register()(entry(), linked, on('2025-06-01', unlinked)).when({ type: 'LinkRegisterEntry', code: 'people-plan', to }).then(linked);
    expect(rowOf(register()(entry(), linked).when(unlink).rows()).links).toEqual([]);
  });
});

describe('EndRegisterEntry', () => {
  const end = { type: 'EndRegisterEntry', code: 'people-plan', reason: 'Withdrawn' };

  test('ends an entry once, with a reason', () => {
    register()(entry()).when(end).then(ended());
    register()(entry(), on('2025-10-15', ended())).when(end).nothing();
    register()(entry(), on('2025-10-01', ended())).when(end).refused('REGISTER_ENTRY_ENDED');
    register()(entry())
      .when({ ...end, reason: ' ' })
      .refused('REASON_REQUIRED');
    register()().when(end).refused('REGISTER_ENTRY_NOT_FOUND');
    expect(rowOf(register()(entry()).when(end).rows())).toMatchObject({ endedOn: '2025-10-15', endReason: 'Withdrawn' });
  });
});

describe('the table of kinds', () => {
  test('every choice says what it means, and every step leads to a choice', () => {
    for (const kind of REGISTER_KINDS) {
      for (const { type, meaning, choices, next } of Object.values(registerKinds[kind].details)) {
        expect(meaning).toMatch(/[.]$/);
        expect(choices !== undefined).toBe(type === 'CHOICE');
        if (next === undefined) continue;
        expect(Object.keys(next)).toEqual(Object.keys(choices ?? {}));
        expect(Object.keys(choices ?? {})).toEqual(expect.arrayContaining(Object.values(next).flat()));
      }
    }
  });
});
