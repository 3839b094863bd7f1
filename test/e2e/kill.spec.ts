import { expect, test } from '@jest/globals';
import { killRun } from '../support/kill-run.js';

test('an API that is killed under load keeps every promise, once, and its views are what a rebuild makes of the log', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const report = await killRun({ kills: 5, clients: 8, code: 'SOURCES', seed, atMost: 40_000 });
  expect({ seed, violations: report.violations }).toEqual({ seed, violations: [] });
  expect(report.kills).toBeGreaterThan(1);
  expect(report.promised).toBeGreaterThan(50);
});
