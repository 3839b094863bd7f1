import { compact } from '../compact.js';
import type { Asked, Decide, Decider, Decision, DefaultDays } from '../decider.js';
import { afterHorizon, beforeCreated, chosenEdition, editionUnusable, planMissing, reasonMissing } from '../guards.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import { titleOn } from '../titles.js';
import { firstDayOfEdition } from './editions.js';
import type { Outlook, PlanEvent } from './plan.events.js';
import type { AmbitionRow, PlanState } from './plan.projection.js';

/** What can be asked of an ambition, which its number names. */
export type AmbitionCommand = { plan: string } & (
  | { type: 'AddAmbition'; number: number; title: string; rationale?: string; edition?: number }
  | { type: 'RenameAmbition'; ambition: number; title: string }
  | { type: 'RecastAmbition'; ambition: number; title?: string; rationale: string }
  | { type: 'AssignAccountablePost'; ambition: number; post: string; organisation?: string; lead?: boolean }
  | { type: 'EndAccountablePost'; ambition: number; post: string; organisation?: string; reason: string }
  | { type: 'SetDeliveryOutlook'; ambition: number; outlook: Outlook; reason?: string }
);

const decide: Decide<AmbitionCommand, PlanState, PlanEvent> = {
  AddAmbition: (command, state, { today }) => {
    const { plan, number, title, rationale, on } = command;
    const edition = chosenEdition(state, command, today);
    const known = state.ambition?.[number];
    if (edition !== undefined && known !== undefined && saysTheSame(known, command, edition.number)) return [];
    return (
      planMissing(state, plan) ??
      editionUnusable(edition, command, on, today) ??
      afterHorizon(state, on) ??
      ambitionExists(known) ?? [
        { type: 'AmbitionAdded', data: compact({ ambition: number, edition: edition?.number ?? 0, title, rationale }) },
      ]
    );
  },

  RenameAmbition: (command, state) =>
    withAmbition(command, state, (row) => {
      const { ambition, title, on } = command;
      return titleOn(row.titles, on) === title ? [] : [{ type: 'AmbitionRenamed', data: { ambition, title } }];
    }),

  RecastAmbition: (command, state) =>
    withAmbition(command, state, (row) => {
      const { ambition, title, rationale, on } = command;
      const asBefore = row.rationale === rationale && (row.recastOn ?? row.addedOn) <= on;
      if (asBefore && (title === undefined || titleOn(row.titles, on) === title)) return [];
      return [{ type: 'AmbitionRecast', data: compact({ ambition, title, rationale }) }];
    }),

  AssignAccountablePost: (command, state) =>
    withAmbition(command, state, (row) => {
      const { ambition, post, organisation, lead = false, on } = command;
      const held = row.posts.find((one) => one.post === post && one.organisation === organisation && holdsOn(one, on));
      if (held !== undefined && held.lead === lead) return [];
      return [{ type: 'AccountablePostAssigned', data: compact({ ambition, post, organisation, lead }) }];
    }),

  EndAccountablePost: (command, state) =>
    withAmbition(command, state, (row) => {
      const { ambition, post, organisation, reason, on } = command;
      const named = row.posts.filter((one) => one.post === post && (organisation === undefined || one.organisation === organisation));
      if (named.some((one) => one.until === on)) return [];
      const held = named.filter((one) => holdsOn(one, on));
      return (
        reasonMissing(reason, `${post} no longer leads ambition ${ambition}`) ??
        postNotHeld(row, post, held, on) ?? [
          { type: 'AccountablePostEnded', data: compact({ ambition, post, organisation: held[0].organisation, reason }) },
        ]
      );
    }),

  SetDeliveryOutlook: (command, state) =>
    withAmbition(command, state, (row) => {
      const { ambition, outlook, reason, on } = command;
      if (row.outlook === outlook && row.outlookReason === reason && (row.outlookOn ?? on) <= on) return [];
      const worse =
        outlook === 'CHALLENGING' ? reasonMissing(reason, `delivery of ambition ${ambition} is expected to be challenging`) : undefined;
      return worse ?? [{ type: 'DeliveryOutlookSet', data: compact({ ambition, outlook, reason }) }];
    }),
};

const defaultDay: DefaultDays<AmbitionCommand, PlanState> = {
  AddAmbition: (command, state, { today }) => {
    const edition = chosenEdition(state, command, today);
    return edition === undefined ? today : firstDayOfEdition(edition);
  },
};

export const ambitions: Decider<AmbitionCommand, PlanState, PlanEvent> = { decide, defaultDay };

type AboutAmbition = Pick<Asked<AmbitionCommand, 'RenameAmbition'>, 'plan' | 'ambition' | 'on'>;

function withAmbition(command: AboutAmbition, state: PlanState, then: (row: AmbitionRow) => Decision<PlanEvent>): Decision<PlanEvent> {
  const { plan, ambition, on } = command;
  const row = state.ambition?.[ambition];
  if (row === undefined) return planMissing(state, plan) ?? ambitionMissing(ambition);
  return beforeCreated(`Ambition ${ambition}`, row.addedOn, on) ?? afterHorizon(state, on) ?? then(row);
}

export function ambitionMissing(ambition: number): Refusal {
  return refuse('AMBITION_NOT_FOUND', `The plan has no ambition ${ambition}. Add it first.`, { facts: { ambition } });
}

function ambitionExists(known: AmbitionRow | undefined): Refusal | undefined {
  if (known === undefined) return undefined;
  const title = known.titles[known.titles.length - 1].title;
  return refuse('AMBITION_EXISTS', `Ambition ${known.number} is there already: “${title}”. Numbers are never used again.`, {
    facts: { ambition: known.number, title, addedOn: known.addedOn },
  });
}

const saysTheSame = (row: AmbitionRow, { title, rationale, on }: Asked<AmbitionCommand, 'AddAmbition'>, edition: number): boolean =>
  row.addedOn === on &&
  row.edition === edition &&
  titleOn(row.titles, on) === title &&
  (row.recastOn !== undefined || row.rationale === rationale);

const holdsOn = ({ from, until }: AmbitionRow['posts'][number], on: string): boolean => from <= on && (until === undefined || until > on);

function postNotHeld(row: AmbitionRow, post: string, held: readonly AmbitionRow['posts'][number][], on: string): Refusal | undefined {
  if (held.length === 1) return undefined;
  if (held.length === 0) {
    return refuse('POST_NOT_FOUND', `On ${on} ambition ${row.number} is not led by ${post}.`, {
      facts: { ambition: row.number, post, held: row.posts.filter((one) => holdsOn(one, on)).map((one) => one.post) },
    });
  }
  return refuse('ORGANISATION_REQUIRED', `Several organisations lead ambition ${row.number} through ${post}. Say which.`, {
    facts: { ambition: row.number, post, organisation: held.flatMap(({ organisation = '' }) => [organisation]) },
  });
}
