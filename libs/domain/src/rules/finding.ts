/** Something that a rule sees in a plan. It informs; only a gate makes it stop a command. */
export interface Finding {
  /** The rule that speaks, by number (`R03`) or name (`MISSING_PART`). */
  readonly rule: string;
  readonly severity: 'HIGH' | 'MEDIUM' | 'LOW';
  /** The code of the thing it is about. */
  readonly subject: string;
  /** What is wrong, as a sentence. */
  readonly message: string;
  /** What would mend it, as a sentence. */
  readonly remedy: string;
}
