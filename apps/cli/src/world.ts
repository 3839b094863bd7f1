/** What a verb may touch of the machine: handed in, so that it can be tried in a test. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => unknown;
  readonly err: (text: string) => unknown;
  /** True where a person looks at the error stream. */
  readonly interactive: boolean;
  readonly fetch: typeof fetch;
  readonly wait: (ms: number) => Promise<unknown>;
  /** The present instant, UTC. */
  readonly now: () => string;
  /** Resolves when the process is asked to stop, or nobody reads what it writes. */
  readonly stopped: () => Promise<void>;
}

/** Done; refused or failed; not understood. */
export const EXIT = { DONE: 0, FAILED: 1, USAGE: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
