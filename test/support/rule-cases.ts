import { expect, test } from '@jest/globals';
import { foundBy, type Beside } from './sound-plan.js';

/** A rule, what it is for, a plan that breaks it, whom it then speaks of, and the like of it that does not. */
export type RuleCase = readonly [rule: string, like: string, broken: Beside, subjects: readonly string[], mended: Beside];

/** Tests each rule on a plan that fails it and on one that passes it. */
export function testRules(cases: readonly RuleCase[]): void {
  test.each(cases)('%s finds %s', (rule, _, broken, subjects, mended) => {
    const found = foundBy(rule, broken);
    expect(found.map(({ subject }) => subject)).toEqual(subjects);
    for (const { message, remedy } of found) expect([message, remedy].join('\n')).toMatch(/^\S.*[.]\n\S.*[.]$/u);
    expect(foundBy(rule, mended)).toEqual([]);
  });
}
