import { later } from '../calendar.js';
import type { MilestoneRow } from '../objective/milestone.projection.js';
import type { Milestone, Objective, PlanView } from '../plan-view.js';
import { isOpen, inUse, listed, readAt, rule } from './looking.js';
import type { Said } from './looking.js';
import { gistOf, phraseFinder } from './phrases.js';

/** One milestone for one deliverable, one measure for one idea: what was read on one line and shares its day or value is asked about. */
export const R10 = rule('R10', (view) => {
  const lineOf = ({ source }: { readonly source?: { readonly document: string; readonly line?: number } }): string | undefined =>
    source?.line === undefined ? undefined : `${source.document} ${source.line}`;
  const shared = <T extends { readonly code: string; readonly objective: string }>(
    things: readonly T[],
    markOf: (thing: T) => string | undefined,
  ): readonly (readonly T[])[] => {
    const marked = things.filter((thing) => markOf(thing) !== undefined);
    return [...Map.groupBy(marked, (thing) => `${thing.objective} ${markOf(thing)}`).values()].filter(({ length }) => length > 1);
  };
  const milestones = shared(view.milestones.filter(isOpen), (one) =>
    one.dueOn === undefined || lineOf(one) === undefined ? undefined : `${lineOf(one)} ${one.dueOn}`,
  );
  const measures = shared(inUse(view), (one) => {
    const value = one.targets.find((target) => target.value !== undefined)?.value;
    return value === undefined || lineOf(one) === undefined ? undefined : `${lineOf(one)} ${value}`;
  });
  return [
    ...milestones.map((some) => onOneLine(some, `one due day, ${some[0].dueOn}`)),
    ...measures.map((some) => onOneLine(some, 'one target value')),
  ];
});

type OnALine = Pick<Milestone, 'code' | 'objective' | 'source'>;

function onOneLine(some: readonly OnALine[], what: string): Said {
  const codes = listed(some.map(({ code }) => code));
  return {
    severity: 'LOW',
    subject: some[0].objective,
    message: `${codes} were read on one line of the source, with ${what}.`,
    remedy: `Ask the owner whether ${what.split(',')[0]} was meant for each of them.`,
    sources: readAt(some[0]),
  };
}

/** What is depended on comes first: edges between items are not at risk, and what a condition waits for is not planned for later. */
export const R30 = rule('R30', (view) => view.objectives.flatMap((objective) => [...edgesAtRisk(objective), ...lateConditions(objective)]));

const edgesAtRisk = ({ dependencies }: Objective): readonly Said[] =>
  dependencies
    .filter(({ state }) => state === 'AT_RISK')
    .map((dependency) => ({
      severity: 'HIGH' as const,
      subject: dependency.from,
      message: `${dependency.from} waits for ${dependency.to.ref}, which comes too late. ${dependency.cause?.text ?? ''}`.trim(),
      remedy: `Bring ${dependency.to.ref} forward, give ${dependency.from} more time, or waive the dependency.`,
      sources: readAt(dependency),
    }));

function lateConditions({ milestones }: Objective): readonly Said[] {
  const waiting = milestones.filter((one) => isOpen(one) && one.condition !== undefined && one.conditionState !== 'MET');
  if (waiting.length === 0) return [];
  const conditionsIn = phraseFinder(waiting.map(({ condition = '' }) => condition));
  const providers = new Map<string, Milestone>();
  for (const milestone of milestones.filter(isOpen)) {
    for (const condition of conditionsIn(milestone.title)) {
      const known = providers.get(condition);
      if (known === undefined || milestone.window.endsOn < known.window.endsOn) providers.set(condition, milestone);
    }
  }
  return waiting.flatMap((milestone): readonly Said[] => {
    const { code, condition = '', window } = milestone;
    const provider = providers.get(condition);
    if (provider === undefined || provider.code === code || provider.window.startsOn <= window.endsOn) return [];
    return [
      {
        severity: 'MEDIUM',
        subject: code,
        message: `${code} (until ${window.endsOn}) hangs on “${condition}”, which ${provider.code} brings only from ${provider.window.startsOn} on.`,
        remedy: `Plan ${provider.code} before ${code}, or give ${code} more time.`,
        sources: readAt(milestone, provider),
      },
    ];
  });
}

const COMPARED: ReadonlySet<Milestone['nature']> = new Set(['DELIVER', 'CONTINUE', 'REVIEW']);

/** The same work is not planned twice for one time. */
export const R32 = rule('R32', ({ milestones }) => {
  const compared = milestones.filter((one) => isOpen(one) && COMPARED.has(one.nature));
  const byGist = Map.groupBy(compared, ({ title }) => gistOf(title));
  byGist.delete('');
  return [...byGist.values()].flatMap((alike): readonly Said[] => {
    const doubled = overlapping(alike);
    if (doubled.length < 2) return [];
    const codes = doubled.map(({ code }) => code);
    return [
      {
        severity: 'LOW',
        subject: codes[0],
        message: `${listed(codes)} say nearly the same: “${doubled[0].title}” and “${doubled[1].title}”.`,
        remedy: 'Keep one of them, or let one depend on the other.',
        sources: readAt(...doubled),
      },
    ];
  });
});

/** Those whose window shares a day with that of another. */
function overlapping(milestones: readonly Milestone[]): readonly Milestone[] {
  const inTime = milestones.toSorted((a, b) =>
    a.window.startsOn < b.window.startsOn ? -1 : a.window.startsOn > b.window.startsOn ? 1 : 0,
  );
  let reached = '';
  return inTime.filter(({ window }, index) => {
    const next = inTime.at(index + 1);
    const shares = window.startsOn <= reached || (next !== undefined && next.window.startsOn <= window.endsOn);
    reached = later(reached, window.endsOn);
    return shares;
  });
}

const PLANNING = /^(?:[\p{L}-]+ )?(?:plan|plans|planning|scoping|preparation|preparing)\b/iu;

/** Work that continues has begun: something of its strand, or else of its objective, comes in an earlier year and is not mere planning. */
export const R35 = rule('R35', ({ objectives, edition }) =>
  objectives.flatMap(({ milestones, edition: own }) => {
    // What an earlier edition brought may have begun there.
    if (own !== edition?.number) return [];
    const begun = new Map<string | undefined, number>();
    for (const { strand, nature, title, window } of milestones) {
      if (!COMPARED.has(nature) || PLANNING.test(title)) continue;
      for (const place of [strand, undefined]) begun.set(place, Math.min(begun.get(place) ?? window.fromYear, window.fromYear));
    }
    return milestones
      .filter((one) => isOpen(one) && one.nature === 'CONTINUE' && one.window.fromYear > 1)
      .filter(({ strand, window }) => (begun.get(strand) ?? window.fromYear) >= window.fromYear)
      .map((milestone) => ({
        severity: 'MEDIUM' as const,
        subject: milestone.code,
        message: `${milestone.code} continues work in Year ${milestone.window.fromYear} that no earlier milestone${
          milestone.strand === undefined ? '' : ` of “${milestone.strand}”`
        } begins.`,
        remedy: `Add the milestone that begins it, or let ${milestone.code} begin it.`,
        sources: readAt(milestone),
      }));
  }),
);

/** What goes on from other milestones has nothing left to do once all of them are met or dropped, as may happen before its edition is current. */
export const formerEnded = rule('FORMER_ENDED', (view) =>
  view.milestones.filter(isOpen).flatMap((milestone): readonly Said[] => {
    const { code, formerly } = milestone;
    const ends = formerly.flatMap((former) => endTold(former, view) ?? []);
    if (ends.length === 0 || ends.length < formerly.length) return [];
    return [
      {
        severity: 'MEDIUM',
        subject: code,
        message: `${code} is open, and ${listed(ends.map(({ words }) => words))}: what it goes on from has ended.`,
        remedy: `Meet or drop ${code} too; or, where the entry that ended ${listed(formerly)} is a mistake, retract it.`,
        sources: readAt(milestone, ...ends.map(({ row }) => row)),
      },
    ];
  }),
);

/** What an earlier edition promised is dealt with before the next is current; what was told or taken back later may open it again. */
export const leftBehind = rule('LEFT_BEHIND', ({ edition, earlierMilestones }) =>
  edition?.status !== 'CURRENT' && edition?.status !== 'SUPERSEDED'
    ? []
    : earlierMilestones.filter(isOpen).map((milestone) => ({
        severity: 'HIGH' as const,
        subject: milestone.code,
        message: `${milestone.code} of edition ${milestone.edition} is open, and edition ${edition.number} goes on without it.`,
        remedy: `Carry ${milestone.code} forward, meet, drop, supersede, split or merge it.`,
        sources: readAt(milestone),
      })),
);

/** That a milestone was met or dropped, whether or not it shows as carried forward since before. */
function endTold(code: string, view: PlanView): { readonly row: MilestoneRow; readonly words: string } | undefined {
  const row = view.fact('milestone', code)?.row as MilestoneRow | undefined;
  if (row?.metOn !== undefined) return { row, words: `${code} was met on ${row.metOn}` };
  return row?.droppedOn === undefined ? undefined : { row, words: `${code} was dropped on ${row.droppedOn}` };
}
