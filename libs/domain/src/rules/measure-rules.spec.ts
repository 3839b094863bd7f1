import { baseline, benchmark, defined, observed, target, trajectory } from '../../../../test/support/measures.js';
import { on } from '../../../../test/support/given.js';
import { milestone, strand, years } from '../../../../test/support/objectives.js';
import { testRules } from '../../../../test/support/rule-cases.js';
import type { Beside } from '../../../../test/support/sound-plan.js';
import type { DomainEvent } from '../projection.js';

const K = '4b-k2';
/** A second measure of 4b with what is told of it. */
const with2 = (fields: object, ...events: readonly (DomainEvent | ReturnType<typeof on>[number])[]): Beside => ({
  measures: { [K]: [defined(K, { title: 'Waits', ...fields }), ...events] },
});
const directional = { kind: 'DIRECTIONAL', unit: undefined };
const deliverable = { kind: 'DELIVERABLE', direction: 'DELIVER', unit: undefined };
const set = (value: string | undefined, fields: object = {}): DomainEvent => target(1, value, { ...fields }, K);
const copyOf = (duplicateOf: string): DomainEvent => ({ type: 'MeasureLinkedAsDuplicate', data: { measure: K, duplicateOf } });
const of4b = (...events: readonly DomainEvent[]): Beside => ({ objectives: { '4b': events } });

testRules([
  [
    'R07',
    'a target day outside its period',
    with2({}, set('5', { byDate: '2026-04-01', period: '2025/26' })),
    [K],
    with2({}, set('5', { byDate: '2026-03-31', period: '2025/26' })),
  ],
  [
    'R09',
    'D013: a target due as the edition begins',
    with2({}, set('100', { byDate: '2025-04-30' })),
    [K],
    with2({}, set('100', { byDate: '2025-05-01' })),
  ],
  [
    'R09',
    'only what is still open',
    with2({}, set('100', { byDate: '2025-04-30' }), ...[observed('2025-03', '100', {}, K)]),
    [K],
    with2({}, set('100', { byDate: '2025-04-30' }), ...on('2025-05-02', observed('2025-04', '100', {}, K))),
  ],
  [
    'R10',
    'D057: two measures in one item with one value',
    { measures: { [K]: onOneLine(K, '90'), '4b-k3': onOneLine('4b-k3', '90') } },
    ['4b'],
    { measures: { [K]: onOneLine(K, '90'), '4b-k3': onOneLine('4b-k3', '80') } },
  ],
  [
    'R11',
    'D015: a target that is beaten before its day',
    with2({}, set('9', { byDate: '2026-03-31', comparator: 'AT_MOST' }), observed('2024/25 Q2', '8.8', {}, K)),
    [K],
    with2({}, set('9', { byDate: '2026-03-31', comparator: 'AT_MOST' }), observed('2024/25 Q2', '9.1', {}, K)),
  ],
  ['R16', 'D036: a measure that only figure 15 lists', with2({ inBody: false }), [K], with2({})],
  ['R16', 'D032: a measure that figure 15 leaves out', with2({ inFigure15: false }), [K], with2({ inBody: false, inFigure15: false })],
  [
    'R17',
    'D034: a measure printed under another objective',
    { objectives: { '4c': [] }, measures: { [K]: [defined(K, { title: 'Occupancy (copy)' }), copyOf('4c-k1')] } },
    [K],
    { objectives: { '4c': [] }, measures: { [K]: [defined(K, { title: 'Occupancy (copy)' }), copyOf('4b-k1')] } },
  ],
  ['R17', 'a measure without its objective', { measures: { '9z-k1': [defined('9z-k1')] } }, ['9z-k1'], { objectives: { '9z': [] } }],
  [
    'R17',
    'one measure under two objectives',
    { objectives: { '4c': [] }, measures: { [K]: [defined(K, { title: 'People reached by 4c' })] } },
    [K],
    { objectives: { '4c': [] }, measures: { [K]: [defined(K, { title: 'People kept by 4c' })] } },
  ],
  [
    'R17',
    'D045: a measure apart from the work',
    {
      objectives: { '4c': [milestone('4c-m02', { title: 'Wider use of Patient Initiated Follow-Up' })] },
      ...with2({ title: 'Patient Initiated Follow-Up uptake' }),
    },
    [K],
    {
      objectives: {
        '4c': [
          milestone('4c-m02', { title: 'Wider use of Patient Initiated Follow-Up' }),
          {
            type: 'DependencyDeclared',
            data: {
              objective: '4c',
              dependency: '4c-d01',
              milestone: '4c-m02',
              to: { kind: 'MEASURE', ref: K },
              relation: 'DEPENDS_ON',
              basis: 'STATED',
            },
          },
        ],
      },
      ...with2({ title: 'Patient Initiated Follow-Up uptake' }),
    },
  ],
  [
    'R19',
    'D043: a strand with work and no measure',
    of4b(strand('Optometry'), milestone('4b-m02', { strand: 'Optometry' })),
    ['4b'],
    { ...of4b(strand('Optometry'), milestone('4b-m02', { strand: 'Optometry' })), ...with2({ strand: 'Optometry' }) },
  ],
  [
    'R20',
    'D044: work beyond the last measure',
    {
      objectives: { '4b': [milestone('4b-m02', {}, years(2))] },
      measures: {
        '4b-k1': [{ type: 'MeasureWithdrawn', data: { measure: '4b-k1', reason: 'Replaced' } }],
        [K]: [defined(K, deliverable), set(undefined, { byDate: '2026-03-31' })],
      },
    },
    ['4b'],
    {
      objectives: { '4b': [milestone('4b-m02', {}, years(2))] },
      measures: {
        '4b-k1': [{ type: 'MeasureWithdrawn', data: { measure: '4b-k1', reason: 'Replaced' } }],
        [K]: [defined(K, deliverable), set(undefined, { byDate: '2027-03-31' })],
      },
    },
  ],
  [
    'R22',
    'D048: an improvement of nobody knows what',
    with2({}, benchmark('Improvement on November 2024', '5', { statistic: 'CHANGE' }, K)),
    [K],
    with2({}, benchmark('Improvement on November 2024', '5', { statistic: 'CHANGE' }, K), baseline({ value: '60', period: '2024-11' }, K)),
  ],
  [
    'R24',
    'D056: a baseline without a value',
    with2({}, baseline({ period: '2023-04' }, K)),
    [K],
    with2({}, baseline({ value: '7', period: '2023-04' }, K)),
  ],
  ['R24', 'D051: a baseline without a date', with2({}, baseline({ value: '36', text: 'Programme start' }, K)), [K], with2({})],
  [
    'R25',
    'D054: a measure of one population linked to that of another',
    {
      measures: {
        '4b-k3': [defined('4b-k3', { population: 'Women giving birth', title: 'Smoking' })],
        [K]: [defined(K, { population: 'Adults', title: 'Smokers' }), copyOf('4b-k3')],
      },
    },
    [K],
    {
      measures: {
        '4b-k3': [defined('4b-k3', { population: 'Adults', title: 'Smoking' })],
        [K]: [defined(K, { population: 'Adults', title: 'Smokers' }), copyOf('4b-k3')],
      },
    },
  ],
  [
    'R26',
    'D055: two series taken for one',
    with2({}, observed('2023/24', '11.2', { reportedBy: 'OHID' }, K), observed('2024/25 Q2', '8.8', {}, K)),
    [K],
    with2({}, observed('2024/25 Q1', '9.2', {}, K), observed('2024/25 Q2', '8.8', {}, K)),
  ],
  [
    'R26',
    'a yearly baseline of quarterly values',
    with2({}, baseline({ value: '11', period: '2023/24' }, K), observed('2024/25 Q2', '8.8', {}, K)),
    [K],
    with2({}, baseline({ value: '11', period: '2025-03' }, K), observed('2025-04-30', '8.8', {}, K)),
  ],
  [
    'R27',
    'D058: a trajectory that is nowhere',
    with2({ note: 'Refers to a Year 1 trajectory that is not printed.' }, set('50', { period: '2025/26 Q4' })),
    [K],
    with2(
      { note: 'Refers to a Year 1 trajectory that is not printed.' },
      set('50', { period: '2025/26 Q4' }),
      trajectory({ '2025/26 Q4': '50' }, 1, K),
    ),
  ],
  ['R28', 'D060: a direction that nobody gave', with2({ ...directional, direction: undefined }), [K], with2(directional)],
  [
    'R28',
    'D059: a direction that was inferred',
    with2({ ...directional, directionInferred: true }),
    [K],
    with2({ ...directional, directionInferred: false }),
  ],
  ['R29', 'D061: a target without a date', with2({}, set('90')), [K], with2({}, set('90', { standing: 'AT_ANY_TIME' }))],
  [
    'R37',
    'D074: one deliverable defined twice',
    {
      objectives: { '4c': [] },
      measures: {
        [K]: [defined(K, { ...deliverable, title: 'Go-live' })],
        '4b-k3': [defined('4b-k3', { ...deliverable, title: 'Go live' })],
      },
    },
    [K],
    with2({ ...deliverable, title: 'Go-live' }),
  ],
]);

function onOneLine(code: string, value: string): readonly ReturnType<typeof on>[number][] {
  const source = { document: 'Plan', line: 1610 };
  return on('2025-04-01', defined(code, { title: `Idea ${code}` }), target(1, value, { byDate: '2026-03-31' }, code)).map((fact) => ({
    ...fact,
    source,
  }));
}
