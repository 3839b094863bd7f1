/** Those who wait until something is so. Each is asked again after every batch, and told at its deadline. */
export class Waiters {
  private readonly waiting = new Set<(gaveUp: boolean) => void>();

  /** `look` gives the answer, or undefined while there is none. Gives undefined at the deadline (epoch ms) or when it is ended. */
  wait<T>(look: () => T | undefined, deadline: number): Promise<T | undefined> {
    const found = look();
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve) => {
      const settle = (answer: T | undefined): void => {
        clearTimeout(timer);
        this.waiting.delete(ask);
        resolve(answer);
      };
      const ask = (gaveUp: boolean): void => {
        const answer = look();
        if (answer !== undefined || gaveUp) settle(answer);
      };
      const timer = setTimeout(() => settle(undefined), Math.max(0, deadline - Date.now()));
      this.waiting.add(ask);
    });
  }

  /** Settles when something may have become so, at the end, or once aborted. */
  change(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const settle = (): void => {
        signal.removeEventListener('abort', settle);
        this.waiting.delete(settle);
        resolve();
      };
      signal.addEventListener('abort', settle);
      this.waiting.add(settle);
    });
  }

  /** Something may have become so. */
  notify(): void {
    for (const ask of [...this.waiting]) ask(false);
  }

  /** Nothing more will become so. */
  end(): void {
    for (const ask of [...this.waiting]) ask(true);
  }
}
