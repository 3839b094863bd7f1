/** Wakes those who wait for new entries. Counts its rings, so that none between looking and waiting is missed. */
export class Bell {
  private readonly waiting = new Set<() => void>();
  private count = 0;

  /** `everyMs` wakes them from time to time as well, for entries that another process appends. */
  constructor(private readonly everyMs?: number) {}

  get rings(): number {
    return this.count;
  }

  ring(): void {
    this.count++;
    for (const wake of this.waiting) wake();
  }

  /** Settles once it rang after `heard` rings, or on abort. */
  wait(heard: number, signal: AbortSignal): Promise<void> {
    if (this.count !== heard || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = this.everyMs === undefined ? undefined : setTimeout(() => wake(), this.everyMs).unref();
      const wake = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
