/** A fact that explains a refusal, for people and machines. */
export interface RefusalFact {
  readonly name: string;
  readonly value: string;
}

/** A correction that would make the command acceptable: put `value` at `path` of the input. */
export interface Proposal {
  readonly path: string;
  readonly value: string;
}

/** A command that the rules turn down. An expected outcome, so a value and not an exception. */
export interface Refusal {
  readonly refused: true;
  readonly code: string;
  readonly message: string;
  readonly rule?: string;
  readonly facts: readonly RefusalFact[];
  readonly proposals: readonly Proposal[];
}

export interface RefusalDetails {
  /** The number of the validation rule that is broken, such as `R01`. */
  readonly rule?: string;
  readonly facts?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly proposals?: readonly Proposal[];
}

/** Turns a command down. `code` is stable and for machines; `message` is a sentence for people. */
export function refuse(code: string, message: string, { rule, facts = {}, proposals = [] }: RefusalDetails = {}): Refusal {
  return {
    refused: true,
    code,
    message,
    ...(rule !== undefined && { rule }),
    facts: Object.entries(facts).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((one) => ({ name, value: String(one) })),
    ),
    proposals,
  };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as Partial<Refusal>).refused === true;
}
