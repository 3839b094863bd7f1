import type { PlanView, RegisterEntry } from '../plan-view.js';
import { detailTexts } from '../register/register.details.js';
import type { Details } from '../register/register.details.js';
import { PERCENT } from '../register/register.figures.js';
import type { RegisterKind } from '../register/register.kinds.js';
import { solid } from '../wording.js';
import { linesOf, listed, readAt, rule, standing } from './looking.js';
import type { Said } from './looking.js';

const inForce = ({ registerEntries }: PlanView, ...kinds: readonly RegisterKind[]): readonly RegisterEntry[] =>
  registerEntries.filter((entry) => entry.inForce && kinds.includes(entry.kind));

const about = (severity: Said['severity'], entry: RegisterEntry, message: string, remedy: string): Said => ({
  severity,
  subject: entry.code,
  message,
  remedy,
  sources: linesOf(entry),
});

const linesIn = (details: Readonly<Partial<Details>>, name: string): readonly string[] => {
  const value = details[name];
  return value === undefined ? [] : detailTexts(value);
};

const otherNames = ({ formerNames, aliases }: RegisterEntry): readonly string[] => [
  ...formerNames.map(({ title }) => title),
  ...aliases.map(({ alias }) => alias),
];

const NAMED: readonly RegisterKind[] = ['ORGANISATION', 'GOVERNANCE_BODY', 'STRATEGY', 'PROGRAMME', 'NATIONAL_POLICY'];

/** Each body and each document goes by one name; its other names are aliases of it alone. */
export const R44 = rule('R44', (view) => [...sharedNames(view), ...calledByAlias(view)]);

function sharedNames(view: PlanView): readonly Said[] {
  const entries = inForce(view, ...NAMED);
  const names = entries.flatMap((entry) => {
    const own = new Map([entry.name, ...otherNames(entry)].map((name) => [solid(name), name]));
    return [...own].map(([key, name]) => ({ key: `${entry.kind} ${key}`, name, entry }));
  });
  return [...Map.groupBy(names, ({ key }) => key).values()]
    .filter(({ length }) => length > 1)
    .map((some) =>
      about(
        'MEDIUM',
        some[0].entry,
        `“${some[0].name}” names ${listed(some.map(({ entry }) => entry.code))}, which the register keeps apart.`,
        'End all but one of them, and give that one their names as aliases.',
      ),
    );
}

/** Where a text calls a registered body by one of its other names. */
function calledByAlias(view: PlanView): readonly Said[] {
  const bodies = inForce(view, 'ORGANISATION', 'GOVERNANCE_BODY');
  const canonical = new Set(bodies.map(({ name }) => solid(name)));
  const byAlias = new Map(bodies.flatMap((entry) => otherNames(entry).map((name) => [solid(name), entry])));
  const called = (subject: string, name: string, sources: Said['sources']): readonly Said[] => {
    const entry = canonical.has(solid(name)) ? undefined : byAlias.get(solid(name));
    if (entry === undefined) return [];
    const message = `${subject} speaks of “${name}”, which the register calls “${entry.name}”.`;
    return [{ severity: 'LOW', subject, message, remedy: `Say “${entry.name}”.`, sources }];
  };
  return [
    ...standing(view).flatMap((one) => [...one.oversight, ...one.partners].flatMap((name) => called(one.code, name, readAt(one)))),
    ...inForce(view, 'REPORTING').flatMap((one) =>
      linesIn(one.details, 'audience').flatMap((name) => called(one.code, name, linesOf(one))),
    ),
  ];
}

const NOT_SAID = /^not (?:stated|known|said)/iu;

/** Those who receive reports on the plan receive them in one rhythm. */
export const R45 = rule('R45', (view) => {
  const names = new Map(
    inForce(view, 'ORGANISATION', 'GOVERNANCE_BODY').flatMap((one) =>
      [one.name, ...otherNames(one)].map((name) => [solid(name), one.name]),
    ),
  );
  const owed = inForce(view, 'REPORTING').flatMap((report) => {
    const [frequency = ''] = linesIn(report.details, 'frequency');
    if (frequency === '' || NOT_SAID.test(frequency)) return [];
    return linesIn(report.details, 'audience').map((name) => ({ report, frequency, audience: names.get(solid(name)) ?? name }));
  });
  return [...Map.groupBy(owed, ({ audience }) => solid(audience)).values()]
    .filter((some) => some.some(({ frequency }) => frequency !== some[0].frequency))
    .map((some) => {
      const rhythms = some.map(({ report, frequency }) => `${report.name} (${frequency})`);
      return {
        severity: 'LOW' as const,
        subject: some[0].report.code,
        message: `${some[0].audience} is to receive reports in different rhythms: ${listed(rhythms)}.`,
        remedy: 'Say which of them is the report on progress, and how often it is made.',
        sources: some.flatMap(({ report }) => linesOf(report)),
      };
    });
});

/** What a report shows is recorded: a board that work is allocated to has a confirmed name. */
export const R47 = rule('R47', (view) =>
  inForce(view, 'PLACE_BOARD')
    .filter(({ details }) => details.naming === 'TO_BE_CONFIRMED')
    .map((entry) =>
      about('MEDIUM', entry, `The name of the place board “${entry.name}” is not in the plan.`, `Confirm the name of ${entry.code}.`),
    ),
);

/** A priority that is claimed belongs to an objective. */
export const R50 = rule('R50', (view) =>
  inForce(view, 'IMMEDIATE_PRIORITY')
    .filter(({ links }) => !links.some(({ kind }) => kind === 'OBJECTIVE' || kind === 'MILESTONE' || kind === 'MEASURE'))
    .map((entry) =>
      about(
        'MEDIUM',
        entry,
        `The priority “${entry.name}” is claimed, and leads to no objective.`,
        `Link ${entry.code} to the objectives that serve it.`,
      ),
    ),
);

/** Priorities of a place say when they are reviewed, and are not provisional for good. */
export const R51 = rule('R51', (view) =>
  inForce(view, 'HEALTH_AND_WELLBEING_PARTNERSHIP').flatMap((entry) => {
    const { reviewOn, provisional } = entry.details;
    const wrong = [...(reviewOn === undefined ? ['have no day of review'] : []), ...(provisional === true ? ['are provisional'] : [])];
    if (wrong.length === 0) return [];
    return [
      about(
        'LOW',
        entry,
        `The priorities of ${entry.name} ${listed(wrong)}.`,
        `Confirm the priorities of ${entry.code}, and say when they are reviewed.`,
      ),
    ];
  }),
);

/** A percentage of answers keeps how many gave it, of how many. */
export const R52 = rule('R52', (view) =>
  inForce(view, 'ENGAGEMENT').flatMap((entry) =>
    entry.figures
      .filter(({ unit, numerator, base }) => unit === PERCENT && (numerator === undefined || base === undefined))
      .map(({ label, value }) =>
        about(
          'LOW',
          entry,
          `“${label}” says ${value}%, and not of how many answers.`,
          `Give the figure of ${entry.code} its numerator and base.`,
        ),
      ),
  ),
);

const PROGRAMME_YEAR = /\bprogramme(?:’s|'s)? years? (?:one|two|three|four|five|six|\d)/iu;

/** A year of an outside programme is no year of the plan: the register says when its year one began. */
export const R54 = rule('R54', (view) => {
  const dated = new Set(
    inForce(view, 'PROGRAMME')
      .filter(({ details }) => details.yearOneStartsOn !== undefined)
      .flatMap((entry) => [entry.name, ...otherNames(entry)])
      .map(solid),
  );
  return standing(view).flatMap((objective): readonly Said[] => {
    const { code, milestones, inequalityAction, funding, summary, dependencies } = objective;
    const texts = [
      ...[summary, inequalityAction, funding?.text],
      ...milestones.map(({ title }) => title),
      ...view.measuresOf(code).map(({ title }) => title),
    ];
    const text = texts.find((one) => one !== undefined && PROGRAMME_YEAR.test(one));
    if (text === undefined || dependencies.some(({ to }) => to.kind === 'PROGRAMME' && dated.has(solid(to.ref)))) return [];
    return [
      {
        severity: 'LOW',
        subject: code,
        message: `${code} counts in years of a programme (“${text}”), and nothing says when that began.`,
        remedy: `Register the programme with its year one, and let ${code} depend on it.`,
        sources: readAt(objective),
      },
    ];
  });
});
