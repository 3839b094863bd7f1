import { later, londonDay } from '#libs/domain';
import type { Clock, Outcome } from '#libs/ledger';
import type { CommandViews } from '#libs/views';
import type { Receipt, Recorded } from './ledger-command.js';

type Done = Exclude<Outcome, { kind: 'REFUSED' }>;

/** Waits until this node shows what was recorded, so that everyone reads their own writes. */
export async function answer(outcome: Done, plan: string, views: CommandViews, clock: Clock, deadline: number): Promise<Recorded> {
  const entry = await views.projected(outcome.stream, lastRevision(outcome), deadline);
  const day = later(londonDay(clock.now()), outcome.on ?? '');
  return {
    receipt: receiptOf(outcome, entry, views),
    find: (pick) => {
      const view = entry === undefined ? undefined : views.viewAt(plan, entry, day);
      if (entry === undefined || view === undefined) return null;
      const found = pick(view);
      if (found !== undefined) return found;
      // Not in the edition of the day: a draft's content, or an older edition's.
      for (const { number } of view.editions.toReversed()) {
        const elsewhere = views.viewAt(plan, entry, day, number);
        const there = elsewhere && pick(elsewhere);
        if (there !== undefined) return there;
      }
      return null;
    },
  };
}

function receiptOf(outcome: Done, last: number | undefined, views: CommandViews): Receipt {
  const numbers = numbersOf(outcome, last, views);
  const recorded = outcome.kind === 'RECORDED';
  return {
    commandId: outcome.commandId,
    stream: outcome.stream,
    revision: lastRevision(outcome),
    entries: recorded ? outcome.entries.map(({ revision, type }) => ({ number: numbers.get(revision) ?? null, type })) : [],
    recordedAt: recorded ? outcome.recordedAt : null,
    replayed: recorded && outcome.replayed,
    unchanged: !recorded,
    projected: last !== undefined,
  };
}

const lastRevision = (outcome: Done): number =>
  outcome.kind === 'RECORDED' ? outcome.entries[outcome.entries.length - 1].revision : outcome.revision;

function numbersOf(outcome: Done, last: number | undefined, views: CommandViews): ReadonlyMap<number, number> {
  if (last === undefined || outcome.kind === 'UNCHANGED') return new Map();
  if (outcome.entries.length === 1) return new Map([[outcome.entries[0].revision, last]]);
  const entries = views.entriesOfCommand(outcome.commandId).filter(({ stream }) => stream === outcome.stream);
  return new Map(entries.map(({ revision, number }) => [revision, number]));
}
