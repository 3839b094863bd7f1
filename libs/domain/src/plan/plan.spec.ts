import { describe, expect, test } from '@jest/globals';
import { given, on } from '../../../../test/support/given.js';
import { current, opened, published, registered, threeEditions, withdrawn } from '../../../../test/support/plans.js';
import type { Finding } from '../rules/finding.js';
import { planSlice } from './plan.slice.js';

const plan = given(planSlice);
const owner = { organisation: 'NHS Norfolk and Waveney ICB' };
const facts = (refusal: { facts: readonly { name: string; value: string }[] }): object =>
  Object.fromEntries(refusal.facts.map(({ name, value }) => [name, value]));

describe('RegisterPlan', () => {
  const register = { type: 'RegisterPlan', plan: 'jfp', title: 'Joint Forward Plan', owner };

  test('registers a plan', () => {
    plan().when(register).then(registered);
  });

  test('the same plan told twice is nothing', () => {
    plan(registered).when(register).nothing();
  });

  test('another title or owner is refused', () => {
    plan(registered)
      .when({ ...register, title: 'Another' })
      .refused('PLAN_EXISTS');
    plan(registered)
      .when({ ...register, owner: { ...owner, system: 'NW' } })
      .refused('PLAN_EXISTS');
  });
});

describe('OpenEdition', () => {
  const open = { type: 'OpenEdition', number: 1, firstFinancialYear: '2023/24', refreshKind: 'FULL' };

  test('opens the first edition, and the next', () => {
    plan(registered).when(open).then(opened(1, '2023/24'));
    plan(registered, opened(1, '2023/24'))
      .when({ ...open, number: 2, firstFinancialYear: '2024/25', refreshKind: 'LIGHT_TOUCH', reason: 'National plan awaited' })
      .then({
        type: 'EditionOpened',
        data: { edition: 2, firstFinancialYear: '2024/25', refreshKind: 'LIGHT_TOUCH', reason: 'National plan awaited' },
      });
  });

  test('AS01: the years follow from the first financial year', () => {
    const rows = plan(registered).when(open).rows();
    expect(rows.edition['1']).toMatchObject({
      years: [
        { year: 1, label: '2023/24', startsOn: '2023-04-01', endsOn: '2024-03-31' },
        { year: 2 },
        { year: 3 },
        { year: 4 },
        { year: 5, label: '2027/28', startsOn: '2027-04-01', endsOn: '2028-03-31' },
      ],
    });
  });

  test('told twice is nothing', () => {
    plan(registered, opened(1, '2023/24')).when(open).nothing();
  });

  test('needs a plan', () => {
    plan().when(open).refused('PLAN_NOT_FOUND');
  });

  test('numbers go one by one, and say what is expected', () => {
    const refusal = plan(registered, opened(1, '2023/24'))
      .when({ ...open, number: 3, firstFinancialYear: '2024/25' })
      .refused('EDITION_NUMBER_OUT_OF_SEQUENCE');
    expect(facts(refusal)).toEqual({ number: '3', expected: '2' });
    plan(registered)
      .when({ ...open, number: 2 })
      .refused('EDITION_NUMBER_OUT_OF_SEQUENCE');
    const otherwise = plan(registered, opened(1, '2023/24'))
      .when({ ...open, refreshKind: 'LIGHT_TOUCH' })
      .refused('EDITION_NUMBER_OUT_OF_SEQUENCE');
    expect(otherwise.message).toBe('Edition 1 was opened before, and not with this: the next is 2, not 1.');
  });

  test('years move forward', () => {
    const refusal = plan(registered, opened(1, '2023/24'))
      .when({ ...open, number: 2 })
      .refused('EDITION_YEARS_OUT_OF_SEQUENCE');
    expect(facts(refusal)).toMatchObject({ after: '2023/24' });
  });

  test('a withdrawn edition does not stand in the way of its years, but its number stays used', () => {
    plan(registered, opened(1, '2023/24'), withdrawn(1))
      .when({ ...open, number: 2 })
      .then(opened(2, '2023/24'));
  });

  test('is true on every day, whatever day it was told on', () => {
    plan(registered, on('2030-01-01', opened(1, '2023/24')))
      .when({ type: 'AddAmbition', number: 1, title: 'Prevention', on: '2023-04-01' })
      .then({ type: 'AmbitionAdded', data: { ambition: 1, edition: 1, title: 'Prevention' } });
  });
});

describe('the edition that a command speaks of', () => {
  const guidance = { type: 'RecordRefreshGuidance', issuer: 'NHS England', scope: 'Light touch' };
  const about = (edition: number): { type: string; data: object } => ({
    type: 'RefreshGuidanceRecorded',
    data: { edition, issuer: 'NHS England', scope: 'Light touch' },
  });

  test('is the one current today', () => {
    plan(threeEditions).when(guidance).then(about(3));
  });

  test('is the one current on the day sent', () => {
    plan(threeEditions)
      .when({ ...guidance, effectiveOn: '2024-12-01' })
      .then(about(2));
  });

  test('is the newest not withdrawn where none is current', () => {
    plan(threeEditions)
      .when({ ...guidance, effectiveOn: '2024-01-01' })
      .then(about(3));
    plan(registered, opened(1, '2025/26'), opened(2, '2026/27'), withdrawn(2)).when(guidance).then(about(1));
  });

  test('is the one named, which must be there', () => {
    plan(threeEditions)
      .when({ ...guidance, edition: 1 })
      .then(about(1));
    plan(threeEditions)
      .when({ ...guidance, edition: 9 })
      .refused('EDITION_NOT_FOUND');
    plan(registered).when(guidance).refused('EDITION_NOT_FOUND');
    plan().when(guidance).refused('PLAN_NOT_FOUND');
  });

  test('is not one that was withdrawn', () => {
    const refusal = plan(threeEditions, on('2025-05-01', withdrawn(3)))
      .when({ ...guidance, edition: 3 })
      .refused('EDITION_WITHDRAWN');
    expect(facts(refusal)).toMatchObject({ withdrawnOn: '2025-05-01' });
  });

  test('does not reach beyond the horizon', () => {
    const refusal = plan(threeEditions)
      .when({ ...guidance, edition: 3, on: '2052-01-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
    expect(facts(refusal)).toEqual({ effectiveOn: '2052-01-01', horizon: '2030-03-31' });
  });
});

describe('guidance, opinions and changes', () => {
  test('guidance told twice is nothing, an earlier day of it is kept', () => {
    const guidance = { type: 'RecordRefreshGuidance', edition: 3, issuer: 'NHS England', scope: 'Light touch' };
    const told = { type: 'RefreshGuidanceRecorded', data: { edition: 3, issuer: 'NHS England', scope: 'Light touch' } };
    plan(threeEditions, on('2025-01-10', told)).when(guidance).nothing();
    plan(threeEditions, on('2025-01-10', told))
      .when({ ...guidance, on: '2025-01-01' })
      .then(told);
  });

  const asked = { type: 'OpinionRequested', data: { edition: 3, board: 'Norfolk' } };
  const request = { type: 'RequestOpinion', edition: 3, board: 'Norfolk' };
  const endorse = { type: 'RecordOpinion', edition: 3, board: 'Norfolk', stance: 'ENDORSE' };
  const endorsed = {
    type: 'OpinionRecorded',
    data: { edition: 3, board: 'Norfolk', stance: 'ENDORSE', points: [], changeAsked: false },
  };

  test('an opinion is asked for once, until it is given', () => {
    plan(threeEditions).when(request).then(asked);
    plan(threeEditions, on('2025-01-10', asked)).when(request).nothing();
    plan(threeEditions, on('2025-01-10', asked), on('2025-02-10', endorsed)).when(request).then(asked);
  });

  test('an opinion is recorded with its points', () => {
    plan(threeEditions).when(endorse).then(endorsed);
    const rows = plan(threeEditions, on('2025-01-10', asked))
      .when({ ...endorse, points: ['Name the places'], changeAsked: true, on: '2025-03-01' })
      .rows();
    expect(rows.edition['3']).toMatchObject({
      opinions: [
        {
          board: 'Norfolk',
          requestedOn: '2025-01-10',
          receivedOn: '2025-03-01',
          stance: 'ENDORSE',
          points: ['Name the places'],
          changeAsked: true,
        },
      ],
    });
  });

  test('an opinion keeps the post that signed it, what it names, and that its day is unknown', () => {
    const more = { signedBy: 'Chair', subjectAsPrinted: 'One joint plan', receivedOnUnknown: true };
    const recorded = plan(threeEditions)
      .when({ ...endorse, ...more })
      .then({ ...endorsed, data: { ...endorsed.data, ...more } });
    expect(recorded.rows().edition['3']).toMatchObject({ opinions: [{ board: 'Norfolk', ...more }] });
    plan(threeEditions, on('2025-02-10', { ...endorsed, data: { ...endorsed.data, ...more } }))
      .when({ ...endorse, ...more, on: '2025-02-10' })
      .nothing();
  });

  test('an opinion told twice is nothing; another stance is another fact', () => {
    plan(threeEditions, on('2025-02-10', endorsed))
      .when({ ...endorse, on: '2025-02-10' })
      .nothing();
    plan(threeEditions, on('2025-02-10', endorsed))
      .when({ ...endorse, stance: 'OBJECT', on: '2025-02-10' })
      .then({ type: 'OpinionRecorded', data: { ...endorsed.data, stance: 'OBJECT' } });
  });

  test('a change since the last edition is recorded once', () => {
    const change = { type: 'RecordEditionChange', edition: 3, kind: 'RENAMED', ref: '1c', text: 'New name' };
    const told = { type: 'EditionChangeRecorded', data: { edition: 3, kind: 'RENAMED', ref: '1c', text: 'New name' } };
    plan(threeEditions).when(change).then(told);
    plan(threeEditions, told).when(change).nothing();
  });
});

describe('PublishEdition', () => {
  const publish = { type: 'PublishEdition', edition: 1 };
  const draft = [registered, opened(1, '2023/24')];
  const finding: Finding = { rule: 'MISSING_PART', severity: 'MEDIUM', subject: '1c', message: 'No milestone.', remedy: 'Add one.' };
  const gate = { findings: [finding], checkedAt: 41 };

  test('is true today unless a day is sent', () => {
    expect(plan(draft).when(publish).then(published(1)).on).toBe('2025-10-15');
    expect(
      plan(draft)
        .when({ ...publish, effectiveOn: '2023-06-30' })
        .then(published(1)).on,
    ).toBe('2023-06-30');
  });

  test('on an unknown day is taken as the first day of Year 1', () => {
    const decided = plan(draft).when({ ...publish, publishedOnUnknown: true });
    decided.then({ type: 'EditionPublished', data: { edition: 1, dayUnknown: true, acknowledged: [], checkedAt: -1 } });
    expect(decided.on).toBe('2023-04-01');
  });

  test('cannot be on a day that is given and unknown', () => {
    const both = { ...publish, publishedOnUnknown: true, effectiveOn: '2023-06-30' };
    expect(facts(plan(draft).when(both).refused('PUBLICATION_DAY_CONTRADICTORY'))).toMatchObject({ effectiveOn: '2023-06-30' });
    plan(draft)
      .when({ ...both, publishedOnUnknown: false })
      .then(published(1));
  });

  test('is refused with the list of findings until they are acknowledged by rule', () => {
    const refusal = given(planSlice, { gate })(draft)
      .when({ ...publish, acknowledged: ['R03'] })
      .refused('UNACKNOWLEDGED_FINDINGS');
    expect(refusal.facts).toContainEqual({ name: 'finding', value: 'MISSING_PART 1c: No milestone.' });
    given(planSlice, { gate })(draft)
      .when({ ...publish, acknowledged: ['R03', 'MISSING_PART'] })
      .then({ type: 'EditionPublished', data: { edition: 1, dayUnknown: false, acknowledged: ['MISSING_PART'], checkedAt: 41 } });
  });

  test('happens once', () => {
    plan(draft, on('2023-06-30', published(1)))
      .when({ ...publish, on: '2023-06-30' })
      .nothing();
    const refusal = plan(draft, on('2023-06-30', published(1)))
      .when(publish)
      .refused('EDITION_ALREADY_PUBLISHED');
    expect(facts(refusal)).toMatchObject({ publishedOn: '2023-06-30' });
  });

  test('needs an edition that is there and not withdrawn', () => {
    plan().when(publish).refused('PLAN_NOT_FOUND');
    plan(registered).when(publish).refused('EDITION_NOT_FOUND');
    plan(draft, on('2025-05-01', withdrawn(1)))
      .when(publish)
      .refused('EDITION_WITHDRAWN');
    plan(draft)
      .when({ ...publish, on: '2031-01-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });

  test('late, of a day before its withdrawal, is a fact like any other', () => {
    plan(draft, on('2025-05-01', withdrawn(1)))
      .when({ ...publish, on: '2025-04-20' })
      .then(published(1));
  });
});

describe('MakeEditionCurrent', () => {
  const make = { type: 'MakeEditionCurrent', edition: 2 };
  const second = [registered, opened(1, '2023/24'), opened(2, '2024/25')];

  test('is true from the later of publication and the first day of Year 1', () => {
    expect(
      plan(second, on('2024-06-01', published(2)))
        .when(make)
        .then(current(2)).on,
    ).toBe('2024-06-01');
    expect(
      plan(second, on('2024-02-01', published(2)))
        .when(make)
        .then(current(2)).on,
    ).toBe('2024-04-01');
  });

  test('is refused for an earlier day, with the earliest as proposal', () => {
    const refusal = plan(second, on('2024-06-01', published(2)))
      .when({ ...make, effectiveOn: '2024-04-01' })
      .refused('CURRENT_TOO_EARLY');
    expect(refusal.proposals).toEqual([{ path: 'effectiveOn', value: '2024-06-01' }]);
  });

  test('needs a published edition that is not withdrawn', () => {
    plan(second).when(make).refused('EDITION_NOT_PUBLISHED');
    plan(registered).when(make).refused('EDITION_NOT_FOUND');
    plan().when(make).refused('PLAN_NOT_FOUND');
    plan(second, on('2024-06-01', published(2)), on('2024-07-01', withdrawn(2)))
      .when({ ...make, on: '2024-08-01' })
      .refused('EDITION_WITHDRAWN');
    plan(second, on('2024-06-01', published(2)))
      .when({ ...make, on: '2035-08-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });

  test('happens once', () => {
    const facts = [second, on('2024-06-01', published(2)), on('2024-07-01', current(2))];
    plan(...facts)
      .when({ ...make, on: '2024-07-01' })
      .nothing();
    plan(...facts)
      .when({ ...make, on: '2024-08-01' })
      .refused('EDITION_ALREADY_CURRENT');
  });
});

describe('WithdrawEdition', () => {
  const withdraw = { type: 'WithdrawEdition', edition: 3, reason: 'Superseded by guidance' };

  test('withdraws an edition, with a reason', () => {
    plan(threeEditions).when(withdraw).then(withdrawn(3));
  });

  test('is refused for an edition whose content a later one carries on', () => {
    plan(threeEditions)
      .when({ ...withdraw, edition: 1 })
      .refused('EDITION_CARRIED_ON');
    plan(threeEditions, on('2025-10-01', withdrawn(3)), on('2025-10-02', withdrawn(2)))
      .when({ ...withdraw, edition: 1, on: '2025-10-15' })
      .then({ type: 'EditionWithdrawn', data: { edition: 1, reason: withdraw.reason } });
    plan(threeEditions)
      .when({ ...withdraw, reason: ' ' })
      .refused('REASON_REQUIRED');
  });

  test('happens once', () => {
    plan(threeEditions, on('2025-10-15', withdrawn(3)))
      .when(withdraw)
      .nothing();
    plan(threeEditions, on('2025-11-15', withdrawn(3)))
      .when(withdraw)
      .refused('EDITION_WITHDRAWN');
  });

  test('needs an edition', () => {
    plan(registered).when(withdraw).refused('EDITION_NOT_FOUND');
    plan().when(withdraw).refused('PLAN_NOT_FOUND');
    plan(threeEditions)
      .when({ ...withdraw, on: '2031-01-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });
});
