import type { Source } from '../projection.js';

export type Severity = 'HIGH' | 'MEDIUM' | 'LOW';

/** Something that a rule sees in a plan. It informs; only a gate makes it stop a command. */
export interface Finding {
  /** The rule that speaks, by number (`R03`) or name (`MISSING_PART`). */
  readonly rule: string;
  readonly severity: Severity;
  /** The code of the thing it is about; an ambition or edition by its number. */
  readonly subject: string;
  /** What is wrong, as a sentence. */
  readonly message: string;
  /** What would mend it, as a sentence. */
  readonly remedy: string;
  /** Where the facts at fault were read; absent in what a gate finds. */
  readonly sources?: readonly Source[];
}
