import { setImmediate as nextTurn } from 'node:timers/promises';

/** Lets those who read a lot do so one at a time, each in a turn of the event loop of its own. */
export class Turns {
  private last: Promise<void> = Promise.resolve();

  /** Settles when it is the caller's turn, in the order of the calls. */
  take(): Promise<void> {
    this.last = this.last.then(() => nextTurn());
    return this.last;
  }
}
