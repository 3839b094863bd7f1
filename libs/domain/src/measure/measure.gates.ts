import { atNewest, dayOf, finding, text } from '../gates.js';
import { chosenEdition } from '../guards.js';
import { firstDayOfEdition } from '../plan/editions.js';
import type { Objective, PlanView } from '../plan-view.js';
import type { Finding } from '../rules/finding.js';
import type { Gate } from '../slice.js';

/** The edition that a definition belongs to, on the day it speaks of. */
const atDefinition: Gate['at'] = (command, { today, plan }) => {
  const edition = chosenEdition(plan, command, today);
  return edition && { edition: edition.number, on: dayOf(command) ?? firstDayOfEdition(edition) };
};

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
