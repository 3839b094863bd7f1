import { setTimeout as delay } from 'node:timers/promises';
import { Silence } from './esdb-answers.js';

/** All in milliseconds. */
export interface Timing {
  /** How long the first attempt of a call may take; later ones half as long again each. */
  readonly attempt: number;
  /** How long a read may be silent between two entries. */
  readonly silence: number;
  /** How long a read goes on trying after its last entry. */
  readonly patience: number;
  /** How long a follower hears nothing before it asks the store whether there is something. */
  readonly idle: number;
  /** The first pause before another attempt; later ones twice as long each, up to `longestPause`. */
  readonly pause: number;
  readonly longestPause: number;
  readonly health: number;
  /** How long a node may go on appending without looking whether the ledger has moved. */
  readonly seal: number;
  /** How long after it was sent an append may still land. */
  readonly landing: number;
}

export const TIMING: Timing = {
  attempt: 1000,
  silence: 5000,
  patience: 10_000,
  idle: 5000,
  pause: 50,
  longestPause: 2000,
  health: 2000,
  seal: 5000,
  landing: 10_000,
};

/** How long the attempt of this number may take. */
export function attemptTime(timing: Timing, attempt: number): number {
  return timing.attempt * 1.5 ** Math.min(attempt, 8);
}

/** Waits before another attempt, for a random part of the pause so that callers do not come back together. Ends early on abort. */
export async function pause(timing: Timing, attempt: number, atMost = Infinity, signal?: AbortSignal): Promise<void> {
  const longest = Math.min(timing.pause * 2 ** Math.min(attempt, 16), timing.longestPause, atMost);
  await delay(Math.max(longest, 0) * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
}

/** The answer, or a `Silence` after so many milliseconds. What comes later is dropped. */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  answer.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silence(`the store was silent for ${Math.round(ms)} ms`)), ms);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** One record that is waited for, perhaps several times over. */
export class Awaited<T> {
  private settled = false;
  private wake: () => void = () => undefined;

  constructor(private readonly record: Promise<T>) {
    const settle = (): void => {
      this.settled = true;
      this.wake();
    };
    record.then(settle, settle);
  }

  /** The record, or why it is not there yet. Leaves nothing behind on the record or the signal. */
  wait(ms: number, signal: AbortSignal): Promise<T | 'IDLE' | 'ABORTED'> {
    if (this.settled) return this.record;
    if (signal.aborted) return Promise.resolve('ABORTED');
    return new Promise((resolve) => {
      const end = (outcome: 'IDLE' | 'ABORTED' | Promise<T>): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', aborted);
        resolve(outcome);
      };
      const aborted = (): void => end('ABORTED');
      const timer = setTimeout(() => end('IDLE'), ms);
      this.wake = () => end(this.record);
      signal.addEventListener('abort', aborted);
    });
  }
}
