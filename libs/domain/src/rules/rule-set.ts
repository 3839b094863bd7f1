/** The versions and thresholds by which everything that is computed of a plan is computed. Adopted by name, never edited. */
export interface RuleSet {
  readonly name: string;
  /** What sets it apart, as a sentence. */
  readonly description: string;
  /** The version of the rules by which measures are read. */
  readonly measureRules: number;
  /** The fewest points that a process chart draws limits for. */
  readonly fewestChartPoints: number;
  /** How many days ahead of a due day a milestone is due soon. */
  readonly dueSoonDays: number;
  /** How many days after the end of a half-year an update of it is still in time. */
  readonly updateCutOffDays: number;
}

const first: RuleSet = Object.freeze({
  name: '2025-1',
  description: 'The set that every plan begins with: limits are drawn from 12 points on.',
  measureRules: 1,
  fewestChartPoints: 12,
  dueSoonDays: 90,
  updateCutOffDays: 14,
});

/**
 * Every set that a plan may have adopted, oldest first. Another threshold is another set: one that was in use is never
 * changed and never removed, so that an answer of then can be given again. Plans begin with the first.
 */
export const ruleSets: readonly RuleSet[] = Object.freeze([
  first,
  Object.freeze({
    ...first,
    name: '2025-2',
    // Authors differ on how many points make limits that can be relied on: 12 serve, 20 to 30 are the cautious advice.
    description: 'As 2025-1, but limits are drawn from 20 points on, for boards that want them robust.',
    fewestChartPoints: 20,
  }),
]);

/** The set of a name; undefined where this version of the code has none so called. */
export const ruleSetNamed = (name: string): RuleSet | undefined => ruleSets.find((one) => one.name === name);

/** A set that a plan adopted, and the day from which it holds. */
export interface AdoptedRuleSet {
  readonly ruleSet: string;
  readonly from: string;
  readonly reason: string;
}

/** The name of the set in force on a day: the one adopted last by then, else the first of all. */
export const ruleSetOn = (adopted: readonly AdoptedRuleSet[] | undefined, on: string): string =>
  adopted?.findLast(({ from }) => from <= on)?.ruleSet ?? first.name;

/** The set that a question uses: the one it names, else the one in force. Throws where a ledger names one of newer code. */
export function ruleSetOf(adopted: readonly AdoptedRuleSet[] | undefined, on: string, named?: string): RuleSet {
  const name = named ?? ruleSetOn(adopted, on);
  const found = ruleSetNamed(name);
  if (found === undefined) throw new Error(`The rule set ${name} is not known to this version; it has ${ruleSetNames.join(', ')}.`);
  return found;
}

export const ruleSetNames: readonly string[] = ruleSets.map(({ name }) => name);
