import { compact, same } from '../compact.js';
import type { Asked, Context, Decide, Decider, Decision } from '../decider.js';
import { afterHorizon, beforeCreated, planMissing, reasonMissing } from '../guards.js';
import { isRefusal, refuse, type Refusal } from '../refusal.js';
import { titleOn } from '../titles.js';
import { linkUnusable, linkTwice } from './register.links.js';
import {
  changedDetails,
  detailMissing,
  readDetailChange,
  readDetails,
  stepUnknown,
  type Details,
  type DetailSent,
} from './register.details.js';
import type { Alias, Link, LinkKind, LinkRole, RegisterEntryEvent } from './register.events.js';
import { figuresUnsound, type Figure } from './register.figures.js';
import type { RegisterKind } from './register.kinds.js';
import { sameLink, type RegisterEntryRow, type RegisterState } from './register.projection.js';
import { entryEndedBy } from './register.status.js';
import { codeUsed } from './register.subject.js';

export interface LinkSent {
  readonly kind: LinkKind;
  readonly code: string;
  readonly role?: LinkRole;
}

/** What can be asked of an entry of the register. */
export type RegisterEntryCommand = { plan: string } & (
  | {
      type: 'AddRegisterEntry';
      code: string;
      kind: RegisterKind;
      name: string;
      summary?: string;
      aliases?: readonly Alias[];
      details?: readonly DetailSent[];
      figures?: readonly Figure[];
      links?: readonly LinkSent[];
      sourceLines?: readonly number[];
    }
  | { type: 'RenameRegisterEntry'; code: string; name: string }
  | { type: 'AddRegisterAlias'; code: string; alias: string; place?: string }
  | {
      type: 'ChangeRegisterEntry';
      code: string;
      summary?: string;
      details?: readonly DetailSent[];
      figures?: readonly Figure[];
      sourceLines?: readonly number[];
      reason: string;
    }
  | { type: 'LinkRegisterEntry'; code: string; to: LinkSent }
  | { type: 'UnlinkRegisterEntry'; code: string; to: LinkSent; reason: string }
  | { type: 'EndRegisterEntry'; code: string; reason: string }
);

type Decided = Decision<RegisterEntryEvent>;

const asLink = ({ kind, code, role = 'CONCERNS' }: LinkSent): Link => ({ kind, code, role });

const decide: Decide<RegisterEntryCommand, RegisterState, RegisterEntryEvent> = {
  AddRegisterEntry: (command, state, { plan }) => {
    const { code, kind, details: sent = [], figures = [], on } = command;
    const links = (command.links ?? []).map(asLink);
    const details = readDetails(kind, sent);
    if (isRefusal(details)) return details;
    const added = addedBy(command, details, links);
    const known = state.registerEntry?.[code];
    if (known !== undefined && saysTheSame(known, added, on)) return [];
    return (
      planMissing(plan, command.plan) ??
      codeUsed(state, code) ??
      afterHorizon(plan, on) ??
      detailMissing(kind, details) ??
      figuresUnsound(figures) ??
      aliasTwice(added.data.aliases) ??
      linkTwice(links) ??
      links.map((link) => linkUnusable(code, link, plan)).find(isRefusal) ?? [added]
    );
  },

  RenameRegisterEntry: (command, state, context) =>
    withEntry(command, state, context, (row) => {
      const { code, name, on } = command;
      return titleOn(row.names, on) === name ? [] : (entryEnded(row, on) ?? [{ type: 'RegisterEntryRenamed', data: { code, name } }]);
    }),

  AddRegisterAlias: (command, state, context) =>
    withEntry(command, state, context, (row) => {
      const { code, alias, place, on } = command;
      if (row.aliases.some((one) => one.alias === alias && one.from <= on)) return [];
      return entryEnded(row, on) ?? [{ type: 'RegisterAliasAdded', data: compact({ code, alias, place }) }];
    }),

  ChangeRegisterEntry: (command, state, context) =>
    withEntry(command, state, context, (row) => {
      const { code, summary, figures, sourceLines, reason, on } = command;
      const change = readDetailChange(row.kind, command.details ?? []);
      if (isRefusal(change)) return change;
      const details = changedDetails(row.details, change);
      const newest = (row.changedOn ?? row.addedOn) <= on;
      if (newest && same(compact({ ...row, ...compact({ summary, figures, sourceLines }), details }), row)) return [];
      return (
        entryEnded(row, on) ??
        reasonMissing(reason, `entry ${code} changes`) ??
        detailMissing(row.kind, details) ??
        (newest ? stepUnknown(row.kind, row.details, details) : undefined) ??
        figuresUnsound(figures ?? []) ?? [
          { type: 'RegisterEntryChanged', data: compact({ code, summary, ...change, figures, sourceLines, reason }) },
        ]
      );
    }),

  LinkRegisterEntry: (command, state, context) =>
    withEntry(command, state, context, (row) => {
      const { code, on } = command;
      const to = asLink(command.to);
      if (row.links.some((link) => sameLink(link, to) && link.from <= on)) return [];
      return entryEnded(row, on) ?? linkUnusable(code, to, context.plan) ?? [{ type: 'RegisterEntryLinked', data: { code, to } }];
    }),

  UnlinkRegisterEntry: (command, state, context) =>
    withEntry(command, state, context, (row) => {
      const { code, reason, on } = command;
      const to = asLink(command.to);
      if (!row.links.some((link) => sameLink(link, to) && link.from <= on)) return [];
      return (
        entryEnded(row, on) ??
        reasonMissing(reason, `entry ${code} is no longer linked to ${to.code}`) ?? [
          { type: 'RegisterEntryUnlinked', data: { code, to, reason } },
        ]
      );
    }),

  EndRegisterEntry: (command, state, context) =>
    withEntry(command, state, context, (row) => {
      const { code, reason, on } = command;
      if (row.endedOn === on) return [];
      return alreadyEnded(row) ?? reasonMissing(reason, `entry ${code} ends`) ?? [{ type: 'RegisterEntryEnded', data: { code, reason } }];
    }),
};

export const entries: Decider<RegisterEntryCommand, RegisterState, RegisterEntryEvent> = { decide };

type Added = Extract<RegisterEntryEvent, { type: 'RegisterEntryAdded' }>;

function addedBy(command: Asked<RegisterEntryCommand, 'AddRegisterEntry'>, details: Details, links: readonly Link[]): Added {
  const { code, kind, name, summary, aliases = [], figures = [], sourceLines = [] } = command;
  return {
    type: 'RegisterEntryAdded',
    data: compact({ code, kind, name, summary, aliases: aliases.map(compact), details, figures: figures.map(compact), links, sourceLines }),
  };
}

/** The same entry told twice: what was changed since is not held against it. */
function saysTheSame(row: RegisterEntryRow, { data }: Added, on: string): boolean {
  const { kind, name, summary, aliases, details, figures, links, sourceLines } = data;
  const changed = row.changedOn !== undefined;
  return (
    row.addedOn === on &&
    row.kind === kind &&
    titleOn(row.names, on) === name &&
    aliases.every(({ alias }) => row.aliases.some((one) => one.alias === alias)) &&
    links.every((link) => row.links.some((one) => sameLink(one, link))) &&
    (changed ||
      same(
        { summary: row.summary, details: row.details, figures: row.figures, sourceLines: row.sourceLines },
        { summary, details, figures, sourceLines },
      ))
  );
}

interface AboutEntry {
  readonly plan: string;
  readonly code: string;
  readonly on: string;
}

function withEntry(command: AboutEntry, state: RegisterState, { plan }: Context, then: (row: RegisterEntryRow) => Decided): Decided {
  const { code, on } = command;
  const row = state.registerEntry?.[code];
  const refusal = planMissing(plan, command.plan);
  if (refusal !== undefined || row === undefined) return refusal ?? entryMissing(code);
  return beforeCreated(`Register entry ${code}`, row.addedOn, on) ?? afterHorizon(plan, on) ?? then(row);
}

const entryMissing = (code: string): Refusal =>
  refuse('REGISTER_ENTRY_NOT_FOUND', `The register has no entry ${code}. Add it first.`, { facts: { code } });

const entryEnded = (row: RegisterEntryRow, on: string): Refusal | undefined => (entryEndedBy(row, on) ? alreadyEnded(row) : undefined);

function alreadyEnded({ code, endedOn, endReason }: RegisterEntryRow): Refusal | undefined {
  if (endedOn === undefined) return undefined;
  return refuse('REGISTER_ENTRY_ENDED', `Register entry ${code} ended on ${endedOn}.`, { facts: { code, endedOn, endReason } });
}

function aliasTwice(aliases: readonly Alias[]): Refusal | undefined {
  const twice = aliases.find(({ alias }, index) => aliases.findIndex((one) => one.alias === alias) !== index);
  return twice && refuse('ALIAS_TWICE', `The alias “${twice.alias}” is given twice.`, { facts: { alias: twice.alias } });
}
