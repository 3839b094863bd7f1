import { expect, test } from '@jest/globals';
import { reportChanges } from './issued-report.js';
import type { ProgressLine } from './progress-line.js';

const milestone = (code: string, more: object = {}): ProgressLine => ({
  ...{ line: 'MILESTONE', code, objective: '4b', title: 'A hub in each place', computed: 'IN_PROGRESS', disputed: false },
  ...{ endsOn: '2026-03-31', ...more },
});
const ambition: ProgressLine = { line: 'AMBITION', number: 4, title: 'Mental health', caseNotes: [] };

test('a report that reads as it did has no changes', () => {
  expect(reportChanges([ambition, milestone('4b-m01')], [milestone('4b-m01'), ambition])).toEqual([]);
});

test('changes name the fields that differ, what is gone and what is new', () => {
  const issued = [ambition, milestone('4b-m01', { forecast: '2026-05-01' }), milestone('4b-m02')];
  const now = [{ ...ambition, outlook: 'CHALLENGING' as const }, milestone('4b-m01', { computed: 'DELAYED' }), milestone('4b-m03')];
  const changes = reportChanges(issued, now);
  expect(changes.map(({ kind, line, code }) => `${kind} ${line} ${code}`)).toEqual([
    ...['CHANGED AMBITION 4', 'CHANGED MILESTONE 4b-m01', 'REMOVED MILESTONE 4b-m02', 'ADDED MILESTONE 4b-m03'],
  ]);
  expect(changes[0].fields).toEqual([{ name: 'outlook', now: 'CHALLENGING' }]);
  expect(changes[1].fields).toEqual([
    { name: 'computed', issued: 'IN_PROGRESS', now: 'DELAYED' },
    { name: 'forecast', issued: '2026-05-01' },
  ]);
  expect(changes[2].fields.every((field) => 'issued' in field && !('now' in field))).toBe(true);
});
