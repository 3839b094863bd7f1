import { later } from '../calendar.js';
import type { Day } from '../calendar.js';
import type { GateResult } from '../decider.js';
import { dayOf, finding } from '../gates.js';
import type { Milestone, PlanView } from '../plan-view.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Finding } from '../rules/finding.js';
import type { Gate } from '../slice.js';
import { earliestCurrentDay, firstDayOfEdition } from './editions.js';
import type { EditionRow } from './plan.projection.js';

const GONE: ReadonlySet<string> = new Set(['MET', 'DROPPED', 'HANDED_OVER', 'CARRIED_FORWARD', 'SUPERSEDED']);

/** Milestones of the editions before that one which nobody has met, carried forward, dropped, superseded or handed over. */
const openItems = (view: PlanView): readonly Milestone[] => view.earlierMilestones.filter(({ status }) => !GONE.has(status));

const OPEN_ITEM = 'OPEN_ITEM';
const NOT_CONFIRMED = 'ROLL_FORWARD_NOT_CONFIRMED';

const openItemFindings = (view: PlanView): readonly Finding[] =>
  openItems(view).map(({ code, title, edition }) => {
    const message = `Milestone ${code} (${title}) of edition ${edition} is open.`;
    return finding(OPEN_ITEM, code, message, `Carry ${code} forward, meet, drop, supersede, split or merge it.`);
  });

function unconfirmed(view: PlanView): readonly Finding[] {
  const { edition } = view;
  if (edition === undefined || edition.rollForward !== undefined || view.earlierMilestones.length === 0) return [];
  const message = `Edition ${edition.number} goes on from editions with milestones, and nobody has confirmed that none is lost.`;
  return [finding(NOT_CONFIRMED, String(edition.number), message, 'Confirm the roll-forward.')];
}

/** Looks at an edition on the day of the command, and not before its Year 1: there what is carried into it has happened. */
const at =
  (lookedAt: (named: Day | undefined, today: Day, edition: EditionRow) => Day): Gate['at'] =>
  (command, { today, plan }) => {
    const edition = plan?.edition?.[String(command.edition)];
    if (edition === undefined) return undefined;
    return { edition: edition.number, on: later(lookedAt(dayOf(command), today, edition), firstDayOfEdition(edition)) };
  };

/** Before an edition takes over, every open item of those before it has been dealt with. */
export const rollForwardGates: Readonly<Record<'ConfirmRollForward' | 'MakeEditionCurrent', Gate>> = {
  ConfirmRollForward: { at: at((named, today) => named ?? today), findings: openItemFindings },
  MakeEditionCurrent: {
    at: at((named, today, edition) => later(named ?? earliestCurrentDay(edition) ?? today, today)),
    findings: (view) => [...unconfirmed(view), ...openItemFindings(view)],
  },
};

/** Refuses to go on while an item is open that nobody has dealt with; names them all. */
export function itemsOpen({ number }: EditionRow, gate: GateResult | undefined): Refusal | undefined {
  const findings = gate?.findings ?? [];
  if (findings.length === 0) return undefined;
  const open = findings.filter(({ rule }) => rule === OPEN_ITEM).map(({ subject }) => subject);
  const confirmed = findings.every(({ rule }) => rule !== NOT_CONFIRMED);
  const facts = { edition: number, milestone: open, checkedAt: gate?.checkedAt };
  if (!confirmed) {
    const also = open.length === 0 ? '' : ` Still open: ${open.join(', ')}.`;
    return refuse(NOT_CONFIRMED, `Confirm the roll-forward into edition ${number} before it becomes current.${also}`, { facts });
  }
  const what = open.length === 1 ? 'One open milestone has' : `${open.length} open milestones have`;
  return refuse('OPEN_ITEMS', `${what} no disposition for edition ${number}: ${open.join(', ')}.`, { facts });
}
