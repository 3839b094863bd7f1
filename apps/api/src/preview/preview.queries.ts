import { setImmediate } from 'node:timers/promises';
import { Inject } from '@nestjs/common';
import { Args, Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { isRefusal, type PlanView } from '#libs/domain';
import type { Clock } from '#libs/ledger';
import type { Views } from '#libs/views';
import { Asker, type GraphQLContext, lookAt } from '../auth/asker.js';
import { requirePost } from '../auth/needs.js';
import { ApiError, badInput } from '../graphql/api-error.js';
import { DerivedField } from '../graphql/plain-fields.js';
import { diffSeen, type DiffSeen } from '../history/diff.seen.js';
import { PlanDiffNode } from '../history/diff.types.js';
import { entrySeen } from '../history/entry.types.js';
import type { LedgerCommand, Request } from '../ledger-command.js';
import { PlanNode } from '../plan/plan.node.js';
import { CLOCK, VIEWS } from '../tokens.js';
import type { PreviewCommand } from './preview-command.js';
import { type CommandPreview, type OmissionPreview, PlanPreview, PreviewArgs } from './preview.types.js';
import { Trial } from './trial.js';

interface Named {
  readonly mutation: string;
  readonly command: LedgerCommand;
}

/** A preview with the views that it compares. */
interface PreviewSeen extends PlanPreview {
  readonly before: PlanView | undefined;
  readonly view: PlanView;
}

@Resolver(() => PlanPreview)
export class PreviewQueries {
  constructor(
    @Inject(VIEWS) private readonly views: Views,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Query(() => PlanPreview, {
    description:
      'What if: the plan as it would be had these commands been recorded at a moment, or some entries been left out, by the same rules; with every report below it. Records nothing, so a viewer may ask, of the approver’s commands too. `on` is the day looked at, and commands without `effectiveOn` are true on the day of the moment.',
  })
  async planPreview(
    @Args() { code, asOf, commands = [], without = [], ...question }: PreviewArgs,
    @Asker() request: Request,
    @Context() context: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PreviewSeen> {
    const named = commands.map((one, index) => namedIn(one, `commands.${index}`, code, request));
    const fork = await this.views.tenant(request.caller.tenant).fork(code, asOf, this.clock.now());
    const trial = new Trial(fork, request);
    try {
      const leftOut = await leaveOut(trial, code, without);
      const tried = await inTurn(named, (one) => tryOut(trial, one));
      const view = fork.view(code, question);
      if (view === undefined) throw new ApiError('NOT_FOUND', `There is no plan ${code}, or no such edition of it, at that point.`);
      lookAt(fork, context, info);
      const before = fork.viewAt(code, fork.base, view.on, question.edition ?? asOf?.edition, question.ruleSet);
      return { base: fork.base, plan: new PlanNode(view), without: leftOut, commands: tried, before, view };
    } finally {
      fork.close();
    }
  }

  @DerivedField(() => PlanDiffNode, {
    nullable: true,
    description:
      'What is different from `plan` at `base` on the same day, each change with the entries on trial that make it; null where there is no such plan yet.',
  })
  difference(this: void, { before, view }: PreviewSeen): Promise<DiffSeen> | undefined {
    return before && diffSeen(before, view);
  }
}

/** The command of an input. Throws an `ApiError` where it is of another plan, or for a post that is not the caller's. */
function namedIn(input: PreviewCommand, path: string, code: string, { caller }: Request): Named {
  const [mutation, command] = Object.entries(input)[0];
  if (command.plan !== code) throw badInput([{ path: `${path}.${mutation}.plan`, message: `must be ${code}, the plan looked at` }]);
  requirePost(command.onBehalfOf, caller.posts);
  return { mutation, command };
}

async function tryOut(trial: Trial, { mutation, command }: Named): Promise<CommandPreview> {
  const tried = await trial.record(command);
  if (isRefusal(tried)) return { mutation, entries: [], unchanged: false, refusal: tried };
  return { mutation, entries: tried.entries.map(entrySeen), unchanged: tried.unchanged };
}

/** What brought something into being can go once nothing speaks of it any more: so the last goes first. */
async function leaveOut(trial: Trial, plan: string, without: readonly number[]): Promise<readonly OmissionPreview[]> {
  const lastFirst = [...new Set(without)].sort((a, b) => b - a);
  const tried = await inTurn(lastFirst, async (entry): Promise<OmissionPreview> => {
    const leftOut = await trial.leaveOut(plan, entry);
    return isRefusal(leftOut) ? { entry, leftOut: [], refusal: leftOut } : { entry, leftOut: leftOut.map(entrySeen) };
  });
  return without.flatMap((entry) => tried.find((one) => one.entry === entry) ?? []);
}

async function inTurn<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const item of items) {
    // Trying out never waits for anything: others get their turn between two commands.
    await setImmediate();
    results.push(await act(item));
  }
  return results;
}
