import { isRefusal, type Context, type Slice } from '#libs/domain';
import type { SentCommand } from './commands.js';
import { dayOf, decide, fold, on, TODAY, type Fact } from './given.js';
import { plan } from './plans.js';

export const context: Context = { today: TODAY, plan };

/** Records commands one after another, as the recorder would, and hands back the facts that came of them. */
export function record(
  slice: Slice,
  commands: readonly SentCommand[],
  each?: (facts: readonly Fact[], command: SentCommand) => void,
  before: readonly Fact[] = [],
): readonly Fact[] {
  return commands.reduce<readonly Fact[]>((facts, command) => {
    const rows = fold(slice, facts);
    const decision = decide(slice, command, facts, context, rows);
    if (isRefusal(decision)) return facts;
    const told = [...facts, ...on(dayOf(slice, command, rows, context), ...decision)];
    each?.(told, command);
    return told;
  }, before);
}
