import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { catalog, isRefusal, type Refusal } from '#libs/domain';
import { decoder, MemoryLog, Recorder } from '#libs/ledger';
import { openViews, type Fork, type NumberedEntry, type TenantViews } from '#libs/views';
import { anyDay } from '../../../../test/support/arbitraries.js';
import type { SentCommand } from '../../../../test/support/commands.js';
import { anyObjectiveCommand } from '../../../../test/support/objective-commands.js';
import { anyPlanCommand } from '../../../../test/support/plan-commands.js';
import { registerCommands } from '../../../../test/support/register-commands.js';
import { histories, tellAll, type Step } from '../../../../test/support/histories.js';
import { measureCommands } from '../../../../test/support/measure-commands.js';
import { FixedClock } from '../../../../test/support/running-api.js';
import { said } from '../../../../test/support/said.js';
import { scratch } from '../../../../test/support/tiny-ledger.js';
import { RetractEntry } from '../history/retract-entry.mutation.js';
import { command, type LedgerCommand, type Request } from '../ledger-command.js';
import { LedgerCommandHandler } from '../ledger-command.handler.js';
import { Trial } from './trial.js';

const clock = new FixedClock('2025-10-31T09:00:00.000Z');
const caller = { key: 'k', tenant: 'acme', actor: 'the tester', roles: ['approver'], posts: [] } as const;
const request: Request = { caller, correlationId: 'r' };

/** A command that a client could send. */
function sendable({ type, ...fields }: SentCommand): LedgerCommand {
  const slice = catalog.find(({ decider }) => Object.hasOwn(decider.decide, type));
  if (slice === undefined) throw new TypeError(`no slice decides ${type}`);
  const Sendable = class extends command(slice.name, type) {};
  return Object.assign(new Sendable(), fields);
}

const retraction = (entry: number): LedgerCommand =>
  Object.assign(new RetractEntry(), { plan: 'jfp', entry, reason: 'Left out of a preview.' });

const anyCommand = fc.oneof(
  { weight: 5, arbitrary: anyObjectiveCommand },
  { weight: 2, arbitrary: anyPlanCommand },
  { weight: 2, arbitrary: measureCommands.map((all) => all[all.length - 1]) },
  { weight: 1, arbitrary: registerCommands.map((all) => all[all.length - 1]) },
);
const anyAsked: fc.Arbitrary<readonly LedgerCommand[]> = fc.array(
  fc.oneof({ weight: 6, arbitrary: anyCommand.map(sendable) }, { weight: 1, arbitrary: fc.nat(60).map(retraction) }),
  { minLength: 3, maxLength: 12 },
);

/** What an entry holds beside what is made at random for each. */
function held({ number, type, stream, revision, data, metadata }: NumberedEntry): object {
  const { id: _id, salt: _salt, commandId: _command, commandHash: _hash, ...same } = metadata;
  return { number, type, stream, revision, data, metadata: same };
}

type Outcome = Refusal | { readonly entries: readonly object[]; readonly unchanged: boolean };

interface Node {
  readonly views: TenantViews;
  /** Records in earnest. */
  readonly record: (command: LedgerCommand) => Promise<Outcome>;
}

async function onNode<T>(steps: readonly Step[], act: (node: Node) => Promise<T>): Promise<T> {
  const { folder, remove } = scratch();
  const log = new MemoryLog();
  await tellAll(log, steps);
  const all = await openViews({ log, catalog, dataDir: folder, clock });
  const views = all.tenant('acme');
  const recorder = new Recorder({
    ...{ log, catalog, clock, decode: decoder(catalog) },
    lastRecordedAt: () => views.lastRecordedAt(),
    lastRevision: (_, stream) => views.lastRevision(stream),
    streamOfCommand: (_, commandId) => views.streamOfCommand(commandId),
  });
  const handler = new LedgerCommandHandler(recorder, all, clock, 30_000);
  const record = async (one: LedgerCommand): Promise<Outcome> => {
    const result = await handler.execute(one.by(request));
    if (isRefusal(result)) return result;
    const entries = result.receipt.entries.map(({ number }) => held(views.entry(number!)!));
    return { entries, unchanged: result.receipt.unchanged };
  };
  try {
    expect(await views.catchUp(Date.now() + 30_000)).toBe(true);
    return await act({ views, record });
  } finally {
    await all.close();
    remove();
  }
}

async function tryAll(fork: Fork, commands: readonly LedgerCommand[]): Promise<readonly Outcome[]> {
  const trial = new Trial(fork, request);
  const outcomes: Outcome[] = [];
  for (const one of commands) {
    const tried = await trial.record(one);
    outcomes.push(isRefusal(tried) ? tried : { ...tried, entries: tried.entries.map(held) });
  }
  return outcomes;
}

test('what is tried at the head is decided and seen as recording decides it and shows it', async () => {
  await fc.assert(
    fc.asyncProperty(histories, anyAsked, anyDay, async (steps, commands, on) => {
      await onNode(steps, async ({ views, record }) => {
        const { head } = views;
        const fork = await views.fork('jfp', undefined, clock.now());
        const tried = await tryAll(fork, commands);
        fork.close();
        expect(views.head).toBe(head);
        const seen = [said(fork, fork.view('jfp', {})), said(fork, fork.view('jfp', { on })), fork.planState('jfp')];
        const recorded: Outcome[] = [];
        for (const one of commands) recorded.push(await record(one));
        expect(tried).toEqual(recorded);
        const shown = [await views.view('jfp', {}, clock.now()), await views.view('jfp', { on }, clock.now())];
        expect(seen).toEqual([...shown.map((view) => said(views, view)), views.planState('jfp')]);
      });
    }),
    { numRuns: 30 },
  );
});

test('without anything to try, a fork is the plan as of its moment', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(), async (steps, chance) => {
      await onNode(steps, async ({ views }) => {
        const asOf = { entry: chance % steps.length };
        const fork = await views.fork('jfp', asOf, clock.now());
        fork.close();
        expect(said(fork, fork.view('jfp', {}))).toEqual(said(views, await views.view('jfp', { asOf }, clock.now())));
      });
    }),
    { numRuns: 12 },
  );
});
