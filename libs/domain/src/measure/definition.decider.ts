import { later } from '../calendar.js';
import { compact, same } from '../compact.js';
import type { Asked, Decide, Decider, DefaultDays, Payload } from '../decider.js';
import { missingElsewhere } from '../gates.js';
import { afterHorizon, chosenEdition, editionUnusable, planMissing, reasonMissing } from '../guards.js';
import { firstDayOfEdition } from '../plan/editions.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Cadence, Direction, MeasureEvent, MeasureKind, MeasureScope, Statistic } from './measure.events.js';
import type { MeasureRow, MeasureState } from './measure.projection.js';
import { alreadyWithdrawn, measureRow, notInUse, withMeasure } from './measure.subject.js';
import { periodLabel, periodUnknown } from './reading.guards.js';

/** What can be asked of a measure as such. It is named by its code, `1b-k1`. */
export type DefinitionCommand = { plan: string } & (
  | {
      type: 'DefineMeasure';
      objective: string;
      measure: string;
      title: string;
      kind: MeasureKind;
      unit?: string;
      direction?: Direction;
      directionInferred?: boolean;
      statistic?: Statistic;
      scope?: MeasureScope;
      population?: string;
      cadence?: Cadence;
      strand?: string;
      inBody?: boolean;
      inFigure15?: boolean;
      origin?: string;
      relatedLines?: readonly number[];
      edition?: number;
    }
  | { type: 'RecordDelivery'; measure: string; evidence: string; period?: string }
  | { type: 'MoveMeasure'; measure: string; to: string; strand?: string; reason?: string }
  | { type: 'LinkDuplicateMeasure'; measure: string; duplicateOf: string }
  | { type: 'WithdrawMeasure'; measure: string; reason: string }
);

const decide: Decide<DefinitionCommand, MeasureState, MeasureEvent> = {
  DefineMeasure: (command, state, { plan, today, gate }) => {
    const edition = chosenEdition(plan, command, today);
    const known = measureRow(state, command.measure);
    if (known !== undefined && edition !== undefined && saysTheSame(known, command, edition.number)) return [];
    return (
      planMissing(plan, command.plan) ??
      editionUnusable(edition, command, command.on, today) ??
      codeMismatch(command) ??
      measureExists(known) ??
      afterHorizon(plan, command.on) ??
      wrongDirection(command) ??
      missingElsewhere(gate) ?? [{ type: 'MeasureDefined', data: asDefined(command, edition?.number ?? 0) }]
    );
  },

  RecordDelivery: (command, state, context) =>
    withMeasure(command, state, context, (row) => {
      const { evidence, on } = command;
      const period = command.period && periodLabel(command.period);
      if (row.deliveries.some((told) => same(told, { on, evidence, period }))) return [];
      return (
        notInUse(row, on) ??
        notADeliverable(row) ??
        periodUnknown(command.period) ??
        alreadyDelivered(row) ?? [{ type: 'MeasureDelivered', data: compact({ measure: row.code, evidence, period }) }]
      );
    }),

  MoveMeasure: (command, state, context) =>
    withMeasure(command, state, context, (row) => {
      const { to, strand, reason, on } = command;
      const there = row.objective === to;
      if (there && (row.moves.at(-1)?.on ?? on) <= on && row.strand === (strand ?? row.strand)) return [];
      return (
        notInUse(row, on) ??
        movedLater(row, on) ??
        (there ? alreadyThere(row) : undefined) ??
        missingElsewhere(context.gate) ?? [
          { type: 'MeasureMoved', data: compact({ measure: row.code, from: row.objective, to, strand, reason }) },
        ]
      );
    }),

  LinkDuplicateMeasure: (command, state, context) =>
    withMeasure(command, state, context, (row) => {
      const { duplicateOf, on } = command;
      if (row.duplicateOf === duplicateOf) return [];
      return (
        notInUse(row, on) ??
        ofItself(row, duplicateOf) ??
        alreadyLinked(row) ??
        missingElsewhere(context.gate) ?? [{ type: 'MeasureLinkedAsDuplicate', data: { measure: row.code, duplicateOf } }]
      );
    }),

  WithdrawMeasure: (command, state, context) =>
    withMeasure(command, state, context, (row) => {
      const { reason, on } = command;
      if (row.withdrawnOn === on && row.withdrawalReason === reason) return [];
      return (
        alreadyWithdrawn(row) ??
        reasonMissing(reason, `measure ${row.code} leaves the plan`) ?? [{ type: 'MeasureWithdrawn', data: { measure: row.code, reason } }]
      );
    }),
};

const todayOrAdded = ({ measure }: { readonly measure: string }, state: MeasureState, { today }: { readonly today: string }): string =>
  later(today, measureRow(state, measure)?.addedOn ?? '');

const defaultDay: DefaultDays<DefinitionCommand, MeasureState> = {
  DefineMeasure: (command, _, { plan, today }) => {
    const edition = chosenEdition(plan, command, today);
    return edition === undefined ? today : firstDayOfEdition(edition);
  },
  MoveMeasure: todayOrAdded,
  LinkDuplicateMeasure: todayOrAdded,
};

export const definition: Decider<DefinitionCommand, MeasureState, MeasureEvent> = { decide, defaultDay };

type Definition = Asked<DefinitionCommand, 'DefineMeasure'>;
type Defined = Extract<MeasureEvent, { type: 'MeasureDefined' }>['data'];

function asDefined(said: Omit<Payload<DefinitionCommand, 'DefineMeasure'>, 'plan' | 'edition'>, edition: number): Defined {
  const { measure, objective, title, kind, unit, direction, directionInferred, statistic, scope = 'OBJECTIVE', population, cadence } = said;
  const { strand, inBody = false, inFigure15 = false, origin, relatedLines = [] } = said;
  const where = { strand, inBody, inFigure15, origin, relatedLines };
  return compact({
    measure,
    objective,
    edition,
    title,
    kind,
    unit,
    direction,
    directionInferred,
    statistic,
    scope,
    population,
    cadence,
    ...where,
  });
}

/** Compares with what was first said: a move since is a fact of its own. */
function saysTheSame(row: MeasureRow, command: Definition, edition: number): boolean {
  const moved = row.moves.at(0);
  const first = {
    ...row,
    measure: row.code,
    objective: moved?.from ?? row.objective,
    strand: moved === undefined ? row.strand : command.strand,
  };
  return row.addedOn === command.on && same(asDefined(first, row.edition), asDefined(command, edition));
}

function codeMismatch({ objective, measure }: Definition): Refusal | undefined {
  if (measure.startsWith(`${objective}-`)) return undefined;
  return refuse('MEASURE_CODE_MISMATCH', `A measure of ${objective} has a code that begins with ${objective}-, not ${measure}.`, {
    facts: { objective, measure },
  });
}

function measureExists(known: MeasureRow | undefined): Refusal | undefined {
  if (known === undefined) return undefined;
  const { code, title, addedOn } = known;
  return refuse('MEASURE_EXISTS', `Measure ${code} is there already: “${title}”. Codes are never used again.`, {
    facts: { measure: code, title, addedOn },
  });
}

function wrongDirection({ measure, kind, direction }: Definition): Refusal | undefined {
  if (direction === undefined || (direction === 'DELIVER') === (kind === 'DELIVERABLE')) return undefined;
  return refuse(
    'DIRECTION_MISMATCH',
    `A deliverable has the direction DELIVER, and nothing else has; ${measure} is ${kind} with ${direction}.`,
    {
      facts: { measure, kind, direction },
    },
  );
}

function notADeliverable({ code, kind }: MeasureRow): Refusal | undefined {
  if (kind === 'DELIVERABLE') return undefined;
  return refuse('NOT_A_DELIVERABLE', `Measure ${code} is ${kind}: it has values. Record an observation.`, {
    facts: { measure: code, kind },
  });
}

function alreadyDelivered({ code, cadence, deliveries }: MeasureRow): Refusal | undefined {
  const first = deliveries.at(0);
  if (first === undefined || cadence !== undefined) return undefined;
  return refuse('ALREADY_DELIVERED', `Measure ${code} is delivered already, on ${first.on}.`, {
    facts: { measure: code, deliveredOn: first.on },
  });
}

/** The event says where a measure comes from, so a move before a recorded one would make that one untrue. */
function movedLater({ code, moves }: MeasureRow, on: string): Refusal | undefined {
  const last = moves.at(-1);
  if (last === undefined || last.on <= on) return undefined;
  return refuse('MEASURE_MOVED_LATER', `Measure ${code} moves to ${last.to} on ${last.on}; a move before that would contradict it.`, {
    facts: { measure: code, movedOn: last.on, to: last.to, effectiveOn: on },
  });
}

function alreadyThere({ code, objective, strand }: MeasureRow): Refusal {
  return refuse('MEASURE_ALREADY_THERE', `Measure ${code} belongs to ${objective} already, and a move does not change its strand.`, {
    facts: { measure: code, objective, strand },
  });
}

function ofItself({ code }: MeasureRow, duplicateOf: string): Refusal | undefined {
  if (code !== duplicateOf) return undefined;
  return refuse('DUPLICATE_OF_ITSELF', `Measure ${code} cannot be a duplicate of itself.`, { facts: { measure: code } });
}

function alreadyLinked({ code, duplicateOf }: MeasureRow): Refusal | undefined {
  if (duplicateOf === undefined) return undefined;
  return refuse('ALREADY_LINKED', `Measure ${code} is linked as a duplicate of ${duplicateOf} already. Take that back first.`, {
    facts: { measure: code, duplicateOf },
  });
}
