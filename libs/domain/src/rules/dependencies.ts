import { dependencyCycles } from '../objective/dependency.cycles.js';
import { readAt, rule, standing } from './looking.js';

/** What a plan depends on is there and was not given up. */
export const dependencyBroken = rule('DEPENDENCY_BROKEN', (view) =>
  standing(view).flatMap(({ dependencies }) =>
    dependencies
      .filter(({ state }) => state === 'BROKEN')
      .map((dependency) => ({
        severity: 'HIGH' as const,
        subject: dependency.from,
        message: `${dependency.from} depends on ${dependency.to.ref}, which will not come. ${dependency.cause?.text ?? ''}`.trim(),
        remedy: `Let ${dependency.from} depend on something else, waive the dependency, or register ${dependency.to.ref}.`,
        sources: readAt(dependency),
      })),
  ),
);

/** Objectives do not wait for each other in a circle. */
export const dependencyCycle = rule('DEPENDENCY_CYCLE', (view) =>
  dependencyCycles(view).map((circle) => ({
    severity: 'MEDIUM',
    subject: circle[0],
    message: `Objectives depend on each other in a circle: ${circle.join(' → ')}.`,
    remedy: 'Waive one of these dependencies, or declare it as related only.',
    sources: readAt(...circle.slice(0, -1).map((code) => view.objective(code))),
  })),
);
