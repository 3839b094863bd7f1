import type { Day } from '../calendar.js';
import type { Asked, Decide, Decider, DefaultDays } from '../decider.js';
import { compact, same } from '../compact.js';
import {
  afterHorizon,
  chosenEdition,
  editionMissing,
  editionUnusable,
  editionWithdrawn,
  planMissing,
  planOf,
  reasonMissing,
} from '../guards.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import { earliestCurrentDay, editionsOf, firstDayOfEdition } from './editions.js';
import type { PlanEvent, RefreshKind, Stance } from './plan.events.js';
import type { EditionRow, PlanState } from './plan.projection.js';
import { itemsOpen } from './roll-forward.js';
import type { GateResult } from '../decider.js';

/** What can be asked of a plan and its editions. `edition`, if absent, is the one current on the day. */
export type EditionCommand = { plan: string } & (
  | { type: 'RegisterPlan'; title: string; owner: { organisation: string; system?: string } }
  | { type: 'OpenEdition'; number: number; firstFinancialYear: string; refreshKind: RefreshKind; reason?: string }
  | { type: 'RecordRefreshGuidance'; edition?: number; issuer: string; scope: string }
  | { type: 'RequestOpinion'; edition?: number; board: string }
  | {
      type: 'RecordOpinion';
      edition?: number;
      board: string;
      stance: Stance;
      points?: readonly string[];
      changeAsked?: boolean;
      signedBy?: string;
      subjectAsPrinted?: string;
      receivedOnUnknown?: boolean;
    }
  | { type: 'RecordEditionChange'; edition?: number; kind: string; ref: string; text: string }
  | { type: 'PublishEdition'; edition: number; publishedOnUnknown?: boolean; acknowledged?: readonly string[] }
  | { type: 'ConfirmRollForward'; edition: number }
  | { type: 'MakeEditionCurrent'; edition: number }
  | { type: 'WithdrawEdition'; edition: number; reason: string }
);

const decide: Decide<EditionCommand, PlanState, PlanEvent> = {
  RegisterPlan: ({ plan, title, owner }, state) => {
    const known = planOf(state);
    if (known === undefined) return [{ type: 'PlanRegistered', data: { plan, title, owner: compact(owner) } }];
    if (known.title === title && same(known.owner, owner)) return [];
    return refuse('PLAN_EXISTS', `The plan ${plan} is registered already, as “${known.title}”.`, { facts: { plan, title: known.title } });
  },

  OpenEdition: ({ plan, number, firstFinancialYear, refreshKind, reason }, state) => {
    const opened = state.edition?.[number];
    if (opened !== undefined && same(asOpened(opened), asOpened({ firstFinancialYear, refreshKind, reason }))) return [];
    return (
      planMissing(state, plan) ??
      outOfSequence(editionsOf(state), number) ??
      yearsOutOfSequence(editionsOf(state), firstFinancialYear) ?? [
        { type: 'EditionOpened', data: compact({ edition: number, firstFinancialYear, refreshKind, reason }) },
      ]
    );
  },

  RecordRefreshGuidance: (command, state, { today }) =>
    withEdition(command, state, today, (edition) => {
      const { issuer, scope, on } = command;
      if (edition.guidance.some((one) => one.issuer === issuer && one.scope === scope && one.on <= on)) return [];
      return [{ type: 'RefreshGuidanceRecorded', data: { edition: edition.number, issuer, scope } }];
    }),

  RequestOpinion: (command, state, { today }) =>
    withEdition(command, state, today, (edition) => {
      const { board, on } = command;
      const open = edition.opinions.some(
        (one) => one.board === board && (one.requestedOn === on || (one.receivedOn === undefined && (one.requestedOn ?? on) <= on)),
      );
      return open ? [] : [{ type: 'OpinionRequested', data: { edition: edition.number, board } }];
    }),

  RecordOpinion: (command, state, { today }) =>
    withEdition(command, state, today, (edition) => {
      const { board, stance, points = [], changeAsked = false, signedBy, subjectAsPrinted, receivedOnUnknown, on } = command;
      const opinion = compact({ board, stance, points, changeAsked, signedBy, subjectAsPrinted, receivedOnUnknown });
      const told = edition.opinions.some((one) => one.receivedOn === on && same(opinion, pick(one)));
      return told ? [] : [{ type: 'OpinionRecorded', data: { edition: edition.number, ...opinion } }];
    }),

  RecordEditionChange: (command, state, { today }) =>
    withEdition(command, state, today, (edition) => {
      const { kind, ref, text, on } = command;
      if (edition.changes.some((one) => one.kind === kind && one.ref === ref && one.text === text && one.on <= on)) return [];
      return [{ type: 'EditionChangeRecorded', data: { edition: edition.number, kind, ref, text } }];
    }),

  PublishEdition: ({ plan, edition: number, publishedOnUnknown = false, acknowledged = [], on, effectiveOn }, state, { gate }) => {
    const edition = state.edition?.[number];
    if (edition === undefined) return planMissing(state, plan) ?? editionMissing(number);
    if (publishedOnUnknown && effectiveOn !== undefined) return dayKnown(edition, effectiveOn);
    if (edition.publishedOn === on && (edition.publicationDayUnknown ?? false) === publishedOnUnknown) return [];
    return (
      editionWithdrawn(edition, on) ??
      afterHorizon(state, on) ??
      alreadyPublished(edition) ??
      unacknowledged(edition, acknowledged, gate) ?? [
        {
          type: 'EditionPublished',
          data: {
            edition: number,
            dayUnknown: publishedOnUnknown,
            acknowledged: rulesOf(gate),
            checkedAt: gate?.checkedAt ?? -1,
          },
        },
      ]
    );
  },

  ConfirmRollForward: ({ plan, edition: number, on }, state, { gate }) => {
    const edition = state.edition?.[number];
    if (edition === undefined) return planMissing(state, plan) ?? editionMissing(number);
    const refusal = editionWithdrawn(edition, on) ?? afterHorizon(state, on) ?? itemsOpen(edition, gate);
    if (refusal !== undefined) return refusal;
    const told = edition.rollForward !== undefined && edition.rollForward.confirmedOn <= on;
    return told ? [] : [{ type: 'RollForwardConfirmed', data: { edition: number, checkedAt: gate?.checkedAt ?? -1 } }];
  },

  MakeEditionCurrent: ({ plan, edition: number, on }, state, { gate }) => {
    const edition = state.edition?.[number];
    if (edition === undefined) return planMissing(state, plan) ?? editionMissing(number);
    if (edition.currentFrom === on) return [];
    return (
      editionWithdrawn(edition, on) ??
      afterHorizon(state, on) ??
      notYetCurrent(edition, on) ??
      itemsOpen(edition, gate) ?? [{ type: 'EditionBecameCurrent', data: { edition: number } }]
    );
  },

  WithdrawEdition: ({ plan, edition: number, reason, on }, state) => {
    const edition = state.edition?.[number];
    if (edition === undefined) return planMissing(state, plan) ?? editionMissing(number);
    if (edition.withdrawnOn === on && edition.withdrawalReason === reason) return [];
    return (
      reasonMissing(reason, `edition ${number} leaves the plan`) ??
      afterHorizon(state, on) ??
      editionWithdrawn(edition, edition.withdrawnOn ?? on) ??
      carriedOn(edition, editionsOf(state)) ?? [{ type: 'EditionWithdrawn', data: { edition: number, reason } }]
    );
  },
};

const defaultDay: DefaultDays<EditionCommand, PlanState> = {
  PublishEdition: ({ edition: number, publishedOnUnknown }, state, { today }) => {
    const edition = state.edition?.[number];
    return publishedOnUnknown === true && edition !== undefined ? firstDayOfEdition(edition) : today;
  },
  MakeEditionCurrent: ({ edition: number }, state, { today }) => {
    const edition = state.edition?.[number];
    return (edition === undefined ? undefined : earliestCurrentDay(edition)) ?? today;
  },
};

export const editions: Decider<EditionCommand, PlanState, PlanEvent> = { decide, defaultDay };

type AboutEdition = Asked<EditionCommand, 'RecordRefreshGuidance' | 'RequestOpinion' | 'RecordOpinion' | 'RecordEditionChange'>;

function withEdition(
  command: Pick<AboutEdition, 'plan' | 'edition' | 'on' | 'effectiveOn'>,
  state: PlanState,
  today: string,
  then: (edition: EditionRow) => readonly PlanEvent[],
): readonly PlanEvent[] | Refusal {
  const edition = chosenEdition(state, command, today);
  const refusal =
    planMissing(state, command.plan) ?? editionUnusable(edition, command, command.on, today) ?? afterHorizon(state, command.on);
  return refusal ?? (edition === undefined ? [] : then(edition));
}

const asOpened = ({
  firstFinancialYear,
  refreshKind,
  reason,
}: Pick<EditionRow, 'firstFinancialYear' | 'refreshKind' | 'reason'>): object => ({
  firstFinancialYear,
  refreshKind,
  reason,
});

const pick = ({ requestedOn: _requested, receivedOn: _received, precision: _precision, ...said }: EditionRow['opinions'][number]): object =>
  said;

function outOfSequence(editions: readonly EditionRow[], number: number): Refusal | undefined {
  const expected = (editions.at(-1)?.number ?? 0) + 1;
  if (number === expected) return undefined;
  const why =
    number < expected && number > 0 ? `Edition ${number} was opened before, and not with this` : 'Editions are numbered one by one';
  return refuse('EDITION_NUMBER_OUT_OF_SEQUENCE', `${why}: the next is ${expected}, not ${number}.`, {
    facts: { number, expected },
    proposals: [{ path: 'number', value: String(expected) }],
  });
}

function yearsOutOfSequence(editions: readonly EditionRow[], firstFinancialYear: string): Refusal | undefined {
  const before = editions.findLast((edition) => edition.withdrawnOn === undefined);
  if (before === undefined || firstFinancialYear > before.firstFinancialYear) return undefined;
  return refuse(
    'EDITION_YEARS_OUT_OF_SEQUENCE',
    `Edition ${before.number} begins with ${before.firstFinancialYear}; the next must begin later, not with ${firstFinancialYear}.`,
    { facts: { firstFinancialYear, edition: before.number, after: before.firstFinancialYear } },
  );
}

/** What an older edition brought counts in the later ones: to withdraw it would take that out of them. */
function carriedOn({ number }: EditionRow, all: readonly EditionRow[]): Refusal | undefined {
  const later = all.find((other) => other.number > number && other.withdrawnOn === undefined);
  if (later === undefined) return undefined;
  return refuse(
    'EDITION_CARRIED_ON',
    `Edition ${later.number} carries on what edition ${number} brought. Only the newest edition can be withdrawn.`,
    { facts: { edition: number, carriedOnBy: later.number } },
  );
}

function dayKnown({ number }: EditionRow, effectiveOn: Day): Refusal {
  return refuse(
    'PUBLICATION_DAY_CONTRADICTORY',
    `The day on which edition ${number} was published cannot be ${effectiveOn} and unknown: leave out effectiveOn or publishedOnUnknown.`,
    { facts: { edition: number, effectiveOn } },
  );
}

function alreadyPublished({ number, publishedOn }: EditionRow): Refusal | undefined {
  if (publishedOn === undefined) return undefined;
  return refuse('EDITION_ALREADY_PUBLISHED', `Edition ${number} is published already, on ${publishedOn}.`, {
    facts: { edition: number, publishedOn },
  });
}

const rulesOf = (gate: GateResult | undefined): readonly string[] => [...new Set((gate?.findings ?? []).map(({ rule }) => rule))].sort();

function unacknowledged({ number }: EditionRow, acknowledged: readonly string[], gate: GateResult | undefined): Refusal | undefined {
  const open = (gate?.findings ?? []).filter(({ rule }) => !acknowledged.includes(rule));
  if (open.length === 0) return undefined;
  const rules = [...new Set(open.map(({ rule }) => rule))].sort();
  return refuse(
    'UNACKNOWLEDGED_FINDINGS',
    `Edition ${number} has ${open.length} finding${open.length === 1 ? '' : 's'} to mend or to acknowledge (${rules.join(', ')}) before it is published.`,
    { facts: { edition: number, finding: open.map(({ rule, subject, message }) => `${rule} ${subject}: ${message}`) } },
  );
}

function notYetCurrent(edition: EditionRow, on: string): Refusal | undefined {
  const { number, publishedOn, currentFrom } = edition;
  const earliest = earliestCurrentDay(edition);
  if (earliest === undefined) {
    return refuse('EDITION_NOT_PUBLISHED', `Edition ${number} is not published; only a published edition can be current.`, {
      facts: { edition: number },
    });
  }
  if (currentFrom !== undefined) {
    return refuse('EDITION_ALREADY_CURRENT', `Edition ${number} became current on ${currentFrom}.`, {
      facts: { edition: number, currentFrom },
    });
  }
  if (on >= earliest) return undefined;
  return refuse(
    'CURRENT_TOO_EARLY',
    `Edition ${number} can be current from ${earliest}, the later of its publication and the first day of its Year 1, not on ${on}.`,
    {
      facts: { edition: number, publishedOn, earliest, effectiveOn: on },
      proposals: [{ path: 'effectiveOn', value: earliest }],
    },
  );
}
