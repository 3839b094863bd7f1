import type { Day } from '../calendar.js';
import { atNewest, dayOf, finding, text, type Sent } from '../gates.js';
import { editionsOf, lastDayOfEdition, withdrawnBy } from '../plan/editions.js';
import type { PlanView } from '../plan-view.js';
import { programmeNamed } from '../registered.js';
import type { Finding } from '../rules/finding.js';
import type { Gate } from '../slice.js';
import { MERGE_TARGET_RULE } from './lineage.decider.js';

/** The last day that the newest edition looks ahead to: whatever is registered by then is known. */
const atHorizon: Gate['at'] = (_, { today, plan }) => {
  const edition = editionsOf(plan).findLast((one) => !withdrawnBy(one, today));
  return edition && { edition: edition.number, on: lastDayOfEdition(edition) };
};

/** What an objective or milestone needs of other streams to go on in them. */
export const objectiveGates: Readonly<Record<string, Gate>> = {
  MergeObjective: { at: atHorizon, findings: mergeFindings },
  SplitObjective: {
    at: atHorizon,
    findings: (view, command, today) =>
      [command.into].flat().flatMap((code) => objectiveFindings(view, text(code), dayOf(command) ?? today)),
  },
  ReplaceObjective: {
    at: atHorizon,
    findings: (view, command, today) => objectiveFindings(view, text(command.successor), dayOf(command) ?? today),
  },
  SupersedeMilestone: { at: atNewest, findings: (view, command) => milestoneFindings(view, command) },
};

function mergeFindings(view: PlanView, command: Sent, today: Day): readonly Finding[] {
  const into = text(command.into);
  if (view.objective(into) !== undefined) return objectiveFindings(view, into, dayOf(command) ?? today);
  if (programmeNamed(view.registerEntries, into) !== undefined) return [];
  const message = `Neither an objective nor a programme of the register is called ${into}.`;
  return [finding(MERGE_TARGET_RULE, into, message, `Add the objective ${into}, or register it as a programme.`)];
}

function objectiveFindings(view: PlanView, code: string, on: Day): readonly Finding[] {
  const objective = view.objective(code);
  if (objective === undefined) {
    return [finding('OBJECTIVE_NOT_FOUND', code, `The plan has no objective ${code}. Add it first.`, `Add objective ${code}.`)];
  }
  const { end } = objective;
  if (end === undefined || on < end.on) return [];
  return [
    finding(
      'OBJECTIVE_ENDED',
      code,
      `Objective ${code} ends on ${end.on} itself; nothing can go on in it from ${on}. Name one that goes on, or an earlier effectiveOn.`,
      'Name one that goes on.',
    ),
  ];
}

function milestoneFindings(view: PlanView, command: Sent): readonly Finding[] {
  const [code, edition] = [text(command.successor), command.edition ?? view.milestone(text(command.milestone))?.edition];
  const milestone = view.milestone(code);
  if (milestone === undefined) {
    return [
      finding('MILESTONE_NOT_FOUND', code, `The plan has no milestone ${code} on ${view.on}. Add it first.`, `Add milestone ${code}.`),
    ];
  }
  if (milestone.edition !== edition) {
    const message = `Milestone ${code} counts in edition ${milestone.edition}; name that edition.`;
    return [finding('EDITION_MISMATCH', code, message, `Put ${milestone.edition} at edition.`)];
  }
  const gone = ['DROPPED', 'HANDED_OVER', 'CARRIED_FORWARD', 'SUPERSEDED'].includes(milestone.status);
  if (!gone) return [];
  return [finding('MILESTONE_NOT_OPEN', code, `Milestone ${code} is ${milestone.status} on ${view.on}.`, 'Name one that goes on.')];
}
