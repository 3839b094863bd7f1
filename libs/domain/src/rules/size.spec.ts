import { expect, test } from '@jest/globals';
import { generatedPlan } from '../../../../test/support/generated-plan.js';
import type { PlanView } from '../plan-view.js';
import { rules } from './rules.js';

const WHOLES = ['ambitions', 'objectives', 'milestones', 'measures', 'registerEntries', 'discrepancies'] as const;

/** A view that counts how often anything in its lists is looked at. */
function counted(view: PlanView): { readonly view: PlanView; readonly looks: () => number } {
  let looks = 0;
  const counting = <T extends object>(list: T): T =>
    new Proxy(list, {
      get: (target, name) => {
        if (typeof name === 'string' && /^\d+$/u.test(name)) looks += 1;
        return Reflect.get(target, name) as unknown;
      },
    });
  const lists = Object.fromEntries(WHOLES.map((name) => [name, counting(view[name])]));
  return { view: { ...view, ...lists }, looks: () => looks };
}

const looksOf = (look: (view: PlanView) => unknown, plan: PlanView): number => {
  const { view, looks } = counted(plan);
  look(view);
  return looks();
};

const [small, large] = [generatedPlan(20), generatedPlan(80)];

test.each(rules.flatMap(({ name, look }) => (look === undefined ? [] : [[name, look] as const])))(
  '%s looks at a plan of four times the size at most four times as often',
  (_, look) => {
    expect(looksOf(look, large)).toBeLessThanOrEqual(4.2 * looksOf(look, small) + 10);
  },
);
