import { askForDiff, type DiffAsked } from '../diff/ask-diff.js';
import { writtenDiff } from '../diff/write-diff.js';
import { connectionTo, type Asking } from '../graphql.js';
import { EXIT, type ExitCode, type World } from '../world.js';
import { layOut, type Format } from './report.js';

export interface DiffOptions extends Asking, Omit<DiffAsked, 'plan'> {
  readonly format: Format;
  /** Whatever the format says. */
  readonly json?: boolean;
}

/** Asks the API what changed in a plan between two points and prints it. As JSON it is the answer with both points. */
export async function printDiff(
  plan: string,
  { url, key, format: named, json = false, from, to }: DiffOptions,
  world: World,
): Promise<ExitCode> {
  const format = json ? 'json' : named;
  const difference = await askForDiff({ plan, from, to }, connectionTo({ url, key }, world));
  world.out(format === 'json' ? `${JSON.stringify(difference, null, 2)}\n` : layOut(format, writtenDiff(difference)));
  return EXIT.DONE;
}
