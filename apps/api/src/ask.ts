import { randomUUID } from 'node:crypto';
import { isRefusal, londonDay, sliceOf, type Context, type Frozen, type Gate, type Refusal } from '#libs/domain';
import { canonical, commandHash, LogError, sha256, type Ask, type Clock } from '#libs/ledger';
import type { CommandViews } from '#libs/views';
import type { LedgerCommand, Sent } from './ledger-command.js';

/** A command as the recorder takes it: with its stream, its actor and what it may look at. */
export function askOf(command: LedgerCommand, views: CommandViews, clock: Clock, deadline: number): Ask | Refusal {
  const { commandId = randomUUID(), expectedRevision, ...input } = command.sent();
  const { effectiveOn, precision, note, source, onBehalfOf, plan, ...payload } = input;
  const route = command.route(input, views);
  if (isRefusal(route)) return route;
  const { caller, correlationId } = command.request;
  const context = (): Context => ({ today: londonDay(clock.now()), plan: views.planState(plan) });
  const gate = sliceOf(command.slice)?.gates[command.type];
  return {
    ...route,
    type: command.type,
    payload,
    commandId,
    commandHash: commandHash(command.type, input),
    expectedRevision,
    effectiveOn,
    precision,
    note,
    source,
    actor: caller.actor,
    onBehalfOf,
    correlationId,
    deadline,
    gated: gate !== undefined,
    context: gate === undefined ? context : () => throughGate(gate, input, views, context, deadline),
  };
}

/** What a rule that spans streams finds on the plan as it stands at the last entry of the log. */
async function throughGate(gate: Gate, input: Sent, views: CommandViews, context: () => Context, deadline: number): Promise<Context> {
  if (!(await views.catchUp(deadline)))
    throw new LogError('UNAVAILABLE', 'This node has not caught up with the log, so its rules cannot be checked.');
  const seen = context();
  const checkedAt = views.head;
  const point = gate.at(input, seen);
  const view = point && views.viewAt(input.plan, point.entry ?? checkedAt, point.on, point.edition);
  if (view === undefined) {
    // The rule has nothing to look at: it named no point, or an entry at which there is no such plan.
    if (point === undefined || point.entry !== undefined) return { ...seen, gate: { findings: [], checkedAt } };
    throw new LogError('UNAVAILABLE', 'This node does not show the edition to be checked.');
  }
  const content = gate.freeze?.(view, input);
  return {
    ...seen,
    gate: { findings: gate.findings(view, input, seen.today), checkedAt, ...(content !== undefined && { frozen: sealed(content) }) },
  };
}

/** Content with its hashes, so that whoever reads it later can tell that it is the same. */
function sealed({ head, parts }: { readonly head: object; readonly parts: readonly object[] }): Frozen {
  const kept = parts.map((content) => ({ hash: hashOf(content), content }));
  return { head, hash: hashOf(kept.map(({ hash }) => hash)), parts: kept };
}

const hashOf = (content: object): string => sha256(canonical(content)).toString('hex');
