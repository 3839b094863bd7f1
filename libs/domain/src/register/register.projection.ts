import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import type { Projection, Source } from '../projection.js';
import { retitle, type Titled } from '../titles.js';
import { changedDetails, type Details } from './register.details.js';
import {
  discrepancyEvents,
  registerEntryEvents,
  type Alias,
  type DiscrepancyEvent,
  type DiscrepancySettlement,
  type DiscrepancySeverity,
  type Link,
  type RegisterEntryEvent,
  type RegisterEvent,
} from './register.events.js';
import type { Figure } from './register.figures.js';
import type { RegisterKind } from './register.kinds.js';

/** Something that the plan refers to, under one name with its aliases. */
export interface RegisterEntryRow {
  readonly code: string;
  readonly kind: RegisterKind;
  /** Since when it is in the register. */
  readonly addedOn: Day;
  /** Oldest first; the last is the name of the day. */
  readonly names: readonly Titled[];
  readonly aliases: readonly (Alias & { readonly from: Day })[];
  readonly summary?: string;
  readonly details: Details;
  readonly figures: readonly Figure[];
  readonly links: readonly (Link & { readonly from: Day })[];
  readonly sourceLines: readonly number[];
  readonly changedOn?: Day;
  readonly changeReason?: string;
  readonly endedOn?: Day;
  readonly endReason?: string;
  readonly source?: Source;
}

/** An inconsistency found in a source. What is printed stays; the resolution stands beside it. */
export interface DiscrepancyRow {
  readonly code: string;
  readonly about: readonly string[];
  readonly category: string;
  readonly severity: DiscrepancySeverity;
  readonly where: string;
  readonly what: string;
  /** The validation rule that it breaks, such as `R01`. */
  readonly rule?: string;
  /** What would resolve it, as far as that is known. */
  readonly proposal?: string;
  readonly sourceLines: readonly number[];
  readonly foundOn: Day;
  readonly assigned?: { readonly post: string; readonly on: Day };
  readonly settled?: { readonly state: DiscrepancySettlement; readonly resolution: string; readonly on: Day };
  readonly reopenedOn?: Day;
  readonly reopenReason?: string;
  readonly source?: Source;
}

/** The rows of one register stream: one entry, or one discrepancy. */
export type RegisterState = {
  readonly registerEntry: Readonly<Record<string, RegisterEntryRow | undefined>>;
  readonly discrepancy: Readonly<Record<string, DiscrepancyRow | undefined>>;
};

export const sameLink = (a: Link, b: Link): boolean => a.kind === b.kind && a.code === b.code && a.role === b.role;

export const registerEntryProjection: Projection<RegisterEvent, RegisterEntryRow> = {
  kind: 'registerEntry',
  keys: ({ data }) => [data.code],
  on: {
    RegisterEntryAdded: (row, { code, kind, name, summary, aliases, details, figures, links, sourceLines }, { on, source }) =>
      row ??
      compact({
        code,
        kind,
        addedOn: on,
        names: [{ title: name, from: on }],
        aliases: aliases.map((alias) => ({ ...alias, from: on })),
        summary,
        details,
        figures,
        links: links.map((link) => ({ ...link, from: on })),
        sourceLines,
        source,
      }),
    RegisterEntryRenamed: (row, { name }, { on }) => row && { ...row, names: retitle(row.names, name, on) },
    RegisterAliasAdded: (row, { alias, place }, { on }) =>
      row &&
      (row.aliases.some((one) => one.alias === alias) ? row : { ...row, aliases: [...row.aliases, compact({ alias, place, from: on })] }),
    RegisterEntryChanged: (row, { summary, details, removed, figures, sourceLines, reason }, { on }) =>
      row && {
        ...row,
        ...(summary !== undefined && { summary }),
        figures: figures ?? row.figures,
        sourceLines: sourceLines ?? row.sourceLines,
        details: changedDetails(row.details, { details, removed }),
        changedOn: on,
        changeReason: reason,
      },
    RegisterEntryLinked: (row, { to }, { on }) =>
      row && (row.links.some((link) => sameLink(link, to)) ? row : { ...row, links: [...row.links, { ...to, from: on }] }),
    RegisterEntryUnlinked: (row, { to }) => row && { ...row, links: row.links.filter((link) => !sameLink(link, to)) },
    RegisterEntryEnded: (row, { reason }, { on }) => row && { endedOn: on, endReason: reason, ...row },
  },
  ignore: Object.keys(discrepancyEvents) as DiscrepancyEvent['type'][],
};

export const discrepancyProjection: Projection<RegisterEvent, DiscrepancyRow> = {
  kind: 'discrepancy',
  keys: ({ data }) => [data.code],
  on: {
    DiscrepancyFound: (row, { note: _, ...found }, { on, source }) => row ?? compact({ ...found, foundOn: on, source }),
    DiscrepancyAssigned: (row, { post }, { on }) => row && { ...row, assigned: { post, on } },
    DiscrepancyResolved: (row, { state, resolution }, { on }) => row && { ...row, settled: { state, resolution, on } },
    DiscrepancyReopened: (row, { reason }, { on }) => row && compact({ ...row, settled: undefined, reopenedOn: on, reopenReason: reason }),
  },
  ignore: Object.keys(registerEntryEvents) as RegisterEntryEvent['type'][],
};
