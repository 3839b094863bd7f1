import type { Milestone, Objective, PlanView } from '../plan-view.js';
import type { LinkKind } from '../register/register.events.js';
import { solid } from '../wording.js';
import { isOpen, linesOf, listed, readAt, rule, standing } from './looking.js';
import type { Said } from './looking.js';

/** One title for a code, and one code for a title. Wordings that differ only in case and punctuation are one. */
export const R12 = rule('R12', (view) => [...standing(view).flatMap(variants), ...sharedTitles(view)]);

function variants(objective: Objective): readonly Said[] {
  const { code, title, titleVariants } = objective;
  const others = titleVariants.filter(({ wording }) => solid(wording) !== solid(title));
  if (others.length === 0) return [];
  const printed = others.map(({ wording, place }) => `“${wording}” (${place})`);
  return [
    {
      severity: 'LOW',
      subject: code,
      message: `${code} is “${title}”, and is also printed as ${listed(printed)}.`,
      remedy: `Print one title of ${code}, or rename it.`,
      sources: readAt(objective),
    },
  ];
}

function sharedTitles(view: PlanView): readonly Said[] {
  const named = [
    ...standing(view).map(({ code, title, source }) => ({ kind: 'objective', code, title, source })),
    ...view.ambitions.map(({ number, title, source }) => ({ kind: 'ambition', code: String(number), title, source })),
  ];
  return [...Map.groupBy(named, ({ kind, title }) => `${kind} ${solid(title)}`).values()]
    .filter(({ length }) => length > 1)
    .map((some) => ({
      severity: 'MEDIUM' as const,
      subject: some[0].code,
      message: `“${some[0].title}” is the title of ${listed(some.map(({ code }) => code))}.`,
      remedy: 'Give each a title of its own.',
      sources: readAt(...some),
    }));
}

const SETTING_UP = /^(?:establish|set up|setting up|creat|launch|introduc)/iu;

/** A title that sets something up does not go with work that already goes on. */
export const R14 = rule('R14', (view) =>
  standing(view).flatMap((objective): readonly Said[] => {
    const { code, title, milestones } = objective;
    const goingOn = milestones.find((one) => isOpen(one) && one.nature === 'CONTINUE' && one.window.startsOn <= view.on);
    const own = SETTING_UP.test(title) && goingOn !== undefined ? [stale(code, title, goingOn, [objective, goingOn])] : [];
    return [
      ...own,
      ...milestones
        .filter((one) => isOpen(one) && one.nature === 'CONTINUE' && SETTING_UP.test(one.title))
        .map((one) => stale(one.code, one.title, one, [one])),
    ];
  }),
);

const stale = (subject: string, title: string, goingOn: Milestone, things: readonly (Objective | Milestone)[]): Said => ({
  severity: 'LOW',
  subject,
  message: `“${title}” says that something is to be set up, yet ${goingOn.code} continues it.`,
  remedy: `Rename ${subject}, or say what is still to be set up.`,
  sources: readAt(...things),
});

/** What refers to a part of the plan does so by a code that the plan has. */
export const R15 = rule('R15', (view) => {
  const titles = new Map(
    view.objectives.flatMap(({ code, title, formerTitles }) => wordingsOf(title, formerTitles).map((one) => [one, code])),
  );
  return [
    ...standing(view).flatMap(({ dependencies }) => dependencies.flatMap((dependency) => byWords(dependency, titles))),
    ...(isNewest(view) ? view.registerEntries.flatMap((entry) => (entry.inForce ? brokenLinks(entry, view) : [])) : []),
  ];
});

const wordingsOf = (title: string, former: Objective['formerTitles']): readonly string[] =>
  [title, ...former.map((one) => one.title)].map(solid);

/** The register knows no edition, so what it refers to is looked for in the newest. */
const isNewest = ({ edition, editions }: PlanView): boolean =>
  edition !== undefined && editions.every(({ number, status }) => number <= edition.number || status === 'WITHDRAWN');

function byWords(dependency: Objective['dependencies'][number], titles: ReadonlyMap<string, string>): readonly Said[] {
  const { from, to } = dependency;
  const code = to.kind === 'OBJECTIVE' ? undefined : titles.get(solid(to.ref));
  if (code === undefined) return [];
  const message = `${from} depends on “${to.ref}”, which is objective ${code}, and does not say so.`;
  return [{ severity: 'MEDIUM', subject: from, message, remedy: `Declare that ${from} depends on ${code}.`, sources: readAt(dependency) }];
}

function brokenLinks(entry: PlanView['registerEntries'][number], view: PlanView): readonly Said[] {
  return entry.links
    .filter(({ kind, code }) => isMissing(view, kind, code))
    .map(({ kind, code }) => ({
      severity: 'MEDIUM' as const,
      subject: entry.code,
      message: `“${entry.name}” is linked to ${code}, and the plan has none of that code (${kind}).`,
      remedy: `Add ${code}, or unlink it.`,
      sources: linesOf(entry),
    }));
}

/** Milestones and editions come and go; what is linked to them may be history. */
function isMissing(view: PlanView, kind: LinkKind, code: string): boolean {
  if (kind === 'OBJECTIVE') return view.objective(code) === undefined;
  if (kind === 'MEASURE') return view.measure(code) === undefined;
  return kind === 'REGISTER_ENTRY' && view.registerEntry(code) === undefined;
}

const DOCUMENTS: ReadonlySet<string> = new Set(['STRATEGY', 'NATIONAL_POLICY', 'PARTNER_PLAN', 'PROGRAMME']);

/** What is to be delivered, or is depended on by name, is defined once. */
export const R37 = rule('R37', (view) => [...definedTwice(view), ...undefinedStrategies(view)]);

function definedTwice({ measures }: PlanView): readonly Said[] {
  const deliverables = measures.filter(
    ({ kind, status, duplicateOf }) => kind === 'DELIVERABLE' && status !== 'WITHDRAWN' && duplicateOf === undefined,
  );
  return [...Map.groupBy(deliverables, ({ title }) => solid(title)).values()]
    .filter(({ length }) => length > 1)
    .map((some) => ({
      severity: 'LOW' as const,
      subject: some[0].code,
      message: `“${some[0].title}” is defined as ${listed(some.map(({ code }) => code))}.`,
      remedy: 'Link all but one as duplicates.',
      sources: readAt(...some),
    }));
}

function undefinedStrategies(view: PlanView): readonly Said[] {
  const known = new Set(
    view.registerEntries
      .filter(({ kind }) => DOCUMENTS.has(kind))
      .flatMap(({ name, formerNames, aliases }) => [name, ...formerNames.map(({ title }) => title), ...aliases.map(({ alias }) => alias)])
      .map(solid),
  );
  return standing(view)
    .flatMap(({ dependencies }) => dependencies)
    .filter(({ to }) => to.kind === 'STRATEGY' && !known.has(solid(to.ref)))
    .map((dependency) => ({
      severity: 'LOW' as const,
      subject: dependency.from,
      message: `${dependency.from} depends on the strategy “${dependency.to.ref}”, which the register does not hold.`,
      remedy: `Add “${dependency.to.ref}” to the register, or its wording as an alias.`,
      sources: readAt(dependency),
    }));
}
