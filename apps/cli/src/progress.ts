import type { World } from './world.js';

export interface Progress {
  readonly to: (done: number) => void;
  readonly end: () => void;
}

const BAR = 30;
const LINES = 10;

/** Shows how far a long task has come: a bar for people, a plain line at every tenth otherwise. */
export function progress({ err, interactive }: Pick<World, 'err' | 'interactive'>, what: string, total: number): Progress {
  if (interactive) {
    return {
      to: (done) => {
        const full = Math.round((BAR * done) / total);
        err(`\r${what} [${'#'.repeat(full)}${' '.repeat(BAR - full)}] ${done}/${total}`);
      },
      end: () => err('\n'),
    };
  }
  let told = 0;
  return {
    to: (done) => {
      const tenth = Math.floor((LINES * done) / total);
      if (tenth > told) err(`${what}: ${done} of ${total}\n`);
      told = Math.max(told, tenth);
    },
    end: () => undefined,
  };
}

export const SILENT: Progress = { to: () => undefined, end: () => undefined };
