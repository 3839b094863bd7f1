import { firstDayOf, later } from '../calendar.js';
import type { Day, Precision } from '../calendar.js';
import { chosenEdition } from '../guards.js';
import { editionsOf, firstDayOfEdition, withdrawnBy } from '../plan/editions.js';
import type { PlanState } from '../plan/plan.projection.js';
import type { Objective, PlanView } from '../plan-view.js';
import type { Finding } from '../rules/finding.js';
import type { Gate } from '../slice.js';

type Sent = Readonly<Record<string, unknown>>;
type Seen = { readonly today: Day; readonly plan?: PlanState };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const dayOf = ({ effectiveOn, precision }: Sent): Day | undefined =>
  typeof effectiveOn === 'string' ? firstDayOf((precision as Precision | undefined) ?? 'DAY', effectiveOn) : undefined;

/** The edition that a definition belongs to, on the day it speaks of. */
function atDefinition(command: Sent, { today, plan }: Seen): ReturnType<Gate['at']> {
  const edition = chosenEdition(plan, command, today);
  return edition && { edition: edition.number, on: dayOf(command) ?? firstDayOfEdition(edition) };
}

/** The newest edition that stands: it holds all that the older ones brought. */
function atNewest(command: Sent, { today, plan }: Seen): ReturnType<Gate['at']> {
  const sent = dayOf(command);
  const edition = editionsOf(plan).findLast((one) => !withdrawnBy(one, sent ?? today));
  return edition && { edition: edition.number, on: sent ?? later(today, firstDayOfEdition(edition)) };
}

/** What a measure needs of other streams; findings are named like the refusals that they become. */
export const measureGates: Readonly<Record<string, Gate>> = {
  DefineMeasure: {
    at: atDefinition,
    findings: (view, command) => objectiveFindings(view, text(command.objective), command.strand),
  },
  MoveMeasure: {
    at: atNewest,
    findings: (view, command) => objectiveFindings(view, text(command.to), command.strand),
  },
  LinkDuplicateMeasure: {
    at: atNewest,
    findings: (view, command) => originalFindings(view, text(command.duplicateOf)),
  },
};

const finding = (rule: string, subject: string, message: string, remedy: string): Finding => ({
  rule,
  severity: 'HIGH',
  subject,
  message,
  remedy,
});

function objectiveFindings(view: PlanView, code: string, strand: unknown): readonly Finding[] {
  const objective = view.objective(code);
  if (objective === undefined) {
    return [
      finding('OBJECTIVE_NOT_FOUND', code, `The plan has no objective ${code} on ${view.on}. Add it first.`, `Add objective ${code}.`),
    ];
  }
  return [...ended(view, objective), ...strandMissing(objective, strand)];
}

function ended({ on }: PlanView, { code, end }: Objective): readonly Finding[] {
  if (end === undefined || end.on >= on) return [];
  return [
    finding(
      'OBJECTIVE_ENDED',
      code,
      `Objective ${code} ended on ${end.on}; it takes no measure on ${on}.`,
      'Name an objective that goes on.',
    ),
  ];
}

function strandMissing({ code, strands }: Objective, strand: unknown): readonly Finding[] {
  if (typeof strand !== 'string' || strands.some(({ name }) => name === strand)) return [];
  const known = strands.map(({ name }) => `“${name}”`).join(', ');
  const message = `Objective ${code} has no strand “${strand}”; it has ${known === '' ? 'none' : known}.`;
  return [finding('STRAND_NOT_FOUND', code, message, `Add the strand to ${code}, or name one that it has.`)];
}

function originalFindings(view: PlanView, code: string): readonly Finding[] {
  const original = view.measure(code);
  if (original === undefined) {
    return [
      finding('MEASURE_NOT_FOUND', code, `The plan has no measure ${code} on ${view.on}. Define it first.`, `Define measure ${code}.`),
    ];
  }
  if (original.duplicateOf === undefined) return [];
  const message = `Measure ${code} is itself a duplicate of ${original.duplicateOf}. Name that one.`;
  return [finding('DUPLICATE_OF_DUPLICATE', code, message, `Link to ${original.duplicateOf}.`)];
}
