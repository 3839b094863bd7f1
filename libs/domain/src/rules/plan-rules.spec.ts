import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, milestone, years } from '../../../../test/support/objectives.js';
import { ambition, opened } from '../../../../test/support/plans.js';
import { entry, found } from '../../../../test/support/registers.js';
import { testRules } from '../../../../test/support/rule-cases.js';
import { foundBy, planWith, type Beside } from '../../../../test/support/sound-plan.js';
import type { DomainEvent } from '../projection.js';
import { findingsOf } from './findings.js';
import { publicationFindings } from './publication.js';
import { rules } from './rules.js';

const of4b = (...events: readonly DomainEvent[]): Beside => ({ objectives: { '4b': events } });
const depends = (kind: string, ref: string, fields: object = {}): DomainEvent => ({
  type: 'DependencyDeclared',
  data: { objective: '4b', dependency: '4b-d01', to: { kind, ref }, relation: 'DEPENDS_ON', basis: 'STATED', ...fields },
});
const registered = (code: string, kind: string, fields: object): Beside['register'] => ({
  [code]: [entry(code, { kind, details: {}, ...fields })],
});
const opinion = (fields: object): DomainEvent => ({
  type: 'OpinionRecorded',
  data: { edition: 3, board: 'Suffolk', stance: 'ENDORSE', points: [], changeAsked: false, ...fields },
});
const change = (kind: string, ref: string): DomainEvent => ({
  type: 'EditionChangeRecorded',
  data: { edition: 3, kind, ref, text: 'Work of earlier editions brought together.' },
});
const merge = (type: string): DomainEvent => ({ type, data: { objective: '4b', into: 'New Models of Care', reason: 'One model' } });
const post = (fields: object): DomainEvent => ({
  type: 'AccountablePostAssigned',
  data: { ambition: 4, post: 'Director of Nursing', organisation: 'Trust', lead: false, ...fields },
});
const report = (code: string, frequency: string, audience: string): Beside['register'] =>
  registered(code, 'REPORTING', { name: `Report ${code}`, details: { audience: [audience], frequency } });
const committee = registered('committee', 'GOVERNANCE_BODY', {
  name: 'Performance Committee',
  aliases: [{ alias: 'Performance Sub-Committee' }],
  details: { type: 'ICB_COMMITTEE', role: 'Monitors' },
});
const survey = (fields: object): Beside => ({
  register: registered('survey', 'ENGAGEMENT', {
    details: { method: 'Survey' },
    figures: [{ label: 'Agree', value: '86.3', unit: '%', ...fields }],
  }),
});
const under7: DomainEvent = { type: 'ObjectiveAdded', data: { objective: '7a', ambition: 7, edition: 3, title: 'Diagnostics' } };
const settled: DomainEvent = { type: 'DiscrepancyResolved', data: { code: 'D001', state: 'RESOLVED', resolution: 'The year number wins' } };
const hub = registered('hub', 'PROGRAMME', { name: 'Family Hubs', details: { yearOneStartsOn: '2022-04-01' } });

testRules([
  [
    'R12',
    'D016: a title in other words',
    of4b({ type: 'TitleVariantRecorded', data: { objective: '4b', place: 'Figure 8', wording: 'Collaboratives of objective 4b' } }),
    ['4b'],
    of4b({ type: 'TitleVariantRecorded', data: { objective: '4b', place: 'Figure 8', wording: 'OBJECTIVE, 4b' } }),
  ],
  [
    'R12',
    'two objectives of one title',
    { objectives: { '4c': [{ type: 'ObjectiveRenamed', data: { objective: '4c', title: 'Objective 4b' } }] } },
    ['4b'],
    { objectives: { '4c': [] } },
  ],
  [
    'R14',
    'D025: a title that sets up what goes on already',
    of4b(
      { type: 'ObjectiveRenamed', data: { objective: '4b', title: 'Establish a front door' } },
      milestone('4b-m02', { nature: 'CONTINUE' }),
    ),
    ['4b'],
    of4b({ type: 'ObjectiveRenamed', data: { objective: '4b', title: 'Establish a front door' } }, milestone('4b-m02')),
  ],
  [
    'R14',
    'D073: work that begins and continues at once',
    of4b(milestone('4b-m02', { nature: 'CONTINUE', title: 'Launch of the strategy' })),
    ['4b-m02'],
    of4b(milestone('4b-m02', { title: 'Launch of the strategy' })),
  ],
  [
    'R15',
    'D029: an objective named without its code',
    { objectives: { '4b': [depends('PROGRAMME', 'Objective 4c')], '4c': [] } },
    ['4b'],
    { objectives: { '4b': [depends('OBJECTIVE', '4c')], '4c': [] } },
  ],
  [
    'R15',
    'a link to what the plan does not have',
    { register: registered('people-plan', 'STRATEGY', { links: [{ kind: 'OBJECTIVE', code: '9z', role: 'CONCERNS' }] }) },
    ['people-plan'],
    { register: registered('people-plan', 'STRATEGY', { links: [{ kind: 'OBJECTIVE', code: '4b', role: 'CONCERNS' }] }) },
  ],
  [
    'R31',
    'D063: a merge into what is not there',
    of4b(merge('ObjectiveMergeHeld')),
    ['4b'],
    of4b(merge('ObjectiveMergeHeld'), merge('ObjectiveMerged')),
  ],
  ['R34', 'D070: no action on inequality', { bare: { '4c': [added('4c')] } }, ['4c'], { objectives: { '4c': [] } }],
  [
    'R37',
    'D117: a strategy that nothing defines',
    of4b(depends('STRATEGY', 'People Plan')),
    ['4b'],
    { ...of4b(depends('STRATEGY', 'People plan')), register: registered('people-plan', 'STRATEGY', { name: 'People Plan' }) },
  ],
  [
    'R44',
    'D094: one name for two bodies',
    {
      register: {
        ...committee,
        ...registered('other', 'GOVERNANCE_BODY', {
          name: 'Performance sub-committee',
          details: { type: 'ICB_COMMITTEE', role: 'Monitors' },
        }),
      },
    },
    ['committee'],
    { register: committee },
  ],
  [
    'R44',
    'a body called by its other name',
    { register: committee, ...of4b({ type: 'OversightLinked', data: { objective: '4b', body: 'Performance Sub-Committee' } }) },
    ['4b'],
    { register: committee, ...of4b({ type: 'OversightLinked', data: { objective: '4b', body: 'Performance Committee' } }) },
  ],
  [
    'R45',
    'D095: two rhythms for one committee',
    {
      register: {
        ...committee,
        ...report('a', 'twice a year', 'Performance Committee'),
        ...report('b', 'yearly', 'Performance Sub-Committee'),
      },
    },
    ['a'],
    {
      register: {
        ...committee,
        ...report('a', 'twice a year', 'Performance Committee'),
        ...report('b', 'not stated', 'Performance Committee'),
      },
    },
  ],
  ['R46', 'D097: an opinion on another plan', { plan: [opinion({ subjectAsPrinted: 'One joint plan' })] }, ['3'], { plan: [opinion({})] }],
  [
    'R47',
    'D105: a place board without a confirmed name',
    { register: registered('south', 'PLACE_BOARD', { details: { naming: 'TO_BE_CONFIRMED' } }) },
    ['south'],
    { register: registered('south', 'PLACE_BOARD', { details: { naming: 'STATED' } }) },
  ],
  [
    'R50',
    'D104: a priority that leads nowhere',
    {
      register: registered('flow', 'IMMEDIATE_PRIORITY', {
        details: { year: '2025/26' },
        links: [{ kind: 'AMBITION', code: '4', role: 'CONCERNS' }],
      }),
    },
    ['flow'],
    {
      register: registered('flow', 'IMMEDIATE_PRIORITY', {
        details: { year: '2025/26' },
        links: [{ kind: 'OBJECTIVE', code: '4b', role: 'CONCERNS' }],
      }),
    },
  ],
  [
    'R51',
    'D106: priorities without a day of review',
    { register: registered('broadland', 'HEALTH_AND_WELLBEING_PARTNERSHIP', { details: { priorities: ['Access'], provisional: true } }) },
    ['broadland'],
    { register: registered('broadland', 'HEALTH_AND_WELLBEING_PARTNERSHIP', { details: { priorities: ['Access'], reviewOn: '2026-04' } }) },
  ],
  ['R52', 'D108: a percentage of nobody knows how many', survey({}), ['survey'], survey({ numerator: '505', base: '585' })],
  ['R53', 'D109: a post without an organisation', { plan: [post({ organisation: undefined })] }, ['4'], { plan: [post({})] }],
  ['R53', 'D110: two posts that lead', { plan: [post({ lead: true })] }, ['4'], { plan: [post({})] }],
  [
    'R54',
    'D113: years of a programme',
    of4b(milestone('4b-m02', { title: 'Reach of programme year four' })),
    ['4b'],
    { ...of4b(milestone('4b-m02', { title: 'Reach of programme year four' }), depends('PROGRAMME', 'Family Hubs')), register: hub },
  ],
  [
    'R55',
    'D115: a merge of nobody knows what',
    { plan: [change('OBJECTIVES_MERGED', '4b')] },
    ['4b'],
    { plan: [change('OBJECTIVE_RENAMED', '4b'), change('OBJECTIVES_MERGED', '9z')] },
  ],
  [
    'R55',
    'D115: predecessors of which no code is known, said once',
    {
      ...of4b(
        ...['Workforce', 'Digital'].map((title) => ({ type: 'PredecessorRecorded', data: { objective: '4b', workingTitle: title } })),
      ),
      plan: [change('OBJECTIVES_MERGED', '4b')],
    },
    ['4b', '4b'],
    of4b(),
  ],
  [
    'DEPENDENCY_BROKEN',
    'D063: a programme that is not there',
    of4b(depends('PROGRAMME', 'New Models of Care')),
    ['4b'],
    { ...of4b(depends('PROGRAMME', 'Family Hubs')), register: hub },
  ],
  [
    'DEPENDENCY_CYCLE',
    'objectives that wait for each other',
    { objectives: { '4b': [depends('OBJECTIVE', '4c')], '4c': [depends('OBJECTIVE', '4b', { objective: '4c', dependency: '4c-d01' })] } },
    ['4b'],
    {
      objectives: {
        '4b': [depends('OBJECTIVE', '4c')],
        '4c': [depends('OBJECTIVE', '4b', { objective: '4c', dependency: '4c-d01', relation: 'RELATED' })],
      },
    },
  ],
  [
    'AMBITION_MISSING',
    'an objective under an ambition that was taken back',
    { bare: { '7a': [under7] } },
    ['7'],
    { plan: [ambition(7, 3)], bare: { '7a': [under7] } },
  ],
  ['MISSING_PART', 'an objective without its parts', { bare: { '4c': [added('4c')] } }, ['4c'], { objectives: { '4c': [] } }],
  [
    'OPEN_DISCREPANCY',
    'a grave discrepancy that is open',
    { register: { D001: [found()] } },
    ['D001'],
    { register: { D001: [found(), settled], D002: [found('D002', { severity: 'MEDIUM' })] } },
  ],
]);

describe('what is to be mended before an edition is published', () => {
  const gate = (beside: Beside) => publicationFindings(planWith(beside)).map(({ rule, subject, message }) => [rule, subject, message]);

  test('every part that an objective lacks, and grave discrepancies', () => {
    expect(gate({ bare: { '4c': [added('4c', 'Front door')] }, register: { D001: [found()] } })).toEqual([
      ['MISSING_PART', '4c', 'Objective 4c (Front door) lacks in edition 3: milestone, measure, inequality action, funding position.'],
      ['OPEN_DISCREPANCY', 'D001', 'Discrepancy D001 is open: Year 2 is labelled as Year 1.'],
    ]);
    expect(gate({ objectives: { '4c': [] }, register: { D001: [found(), settled] } })).toEqual([]);
  });

  test('not of an objective that has ended', () => {
    const closed = { type: 'ObjectiveConcluded', data: { objective: '4c', reason: 'Done' } };
    expect(gate({ bare: { '4c': [...on('2025-04-01', added('4c')), ...on('2025-10-16', closed)] } })).toHaveLength(1);
    expect(gate({ bare: { '4c': [...on('2025-04-01', added('4c')), ...on('2025-10-15', closed)] } })).toEqual([]);
  });

  test('nothing else that the rules find', () => {
    expect(gate(of4b(milestone('4b-m02', { dueOn: '2026-04-01' })))).toEqual([]);
  });
});

describe('findings', () => {
  test('come gravest first, then by rule and code', () => {
    const beside: Beside = {
      bare: { '4d': [added('4d')], '4c': [added('4c')] },
      ...(survey({}).register && { register: { ...survey({}).register, D001: [found()] } }),
    };
    expect(findingsOf(planWith(beside)).map(({ severity, rule, subject }) => `${severity} ${rule} ${subject}`)).toEqual([
      'HIGH OPEN_DISCREPANCY D001',
      'MEDIUM R12 4c',
      'MEDIUM R34 4c',
      'MEDIUM R34 4d',
      'MEDIUM MISSING_PART 4c',
      'MEDIUM MISSING_PART 4d',
      'LOW R52 survey',
    ]);
  });

  test('name the discrepancies that are recorded of them', () => {
    const recorded = (code: string, fields: object) => [found(code, { severity: 'LOW', ...fields })];
    const register = {
      D001: recorded('D001', { rule: 'R07', about: ['4b'] }),
      D002: recorded('D002', { rule: 'R07', about: ['4'] }),
      D003: recorded('D003', { rule: 'R01', about: ['4b'] }),
    };
    const [finding] = foundBy('R07', { register, ...of4b(milestone('4b-m02', { dueOn: '2026-04-01' })) });
    expect(finding.discrepancies).toEqual(['D001']);
  });

  test('are about the edition that is asked about', () => {
    const early = { ...of4b(milestone('4b-m02', { edition: 2 }, years(2))), plan: on('2025-09-01', opened(4, '2026/27')) };
    expect(findingsOf(planWith(early)).map(({ rule }) => rule)).toEqual(['LEFT_BEHIND']);
  });
});

test('every rule has its number once, and a view rule looks', () => {
  const numbered = Array.from({ length: 57 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`);
  expect(rules.map(({ name }) => name).filter((name) => /^R\d/u.test(name))).toEqual(numbered);
  for (const { name, kinds, look } of rules) expect([name, kinds.includes('VIEW')]).toEqual([name, look !== undefined]);
});
