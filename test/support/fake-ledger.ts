type Input = Readonly<Record<string, unknown>> & { readonly commandId: string };

/** A stand-in for the API that knows no rule but idempotency, behind a `fetch` that can be made to fail. */
export class FakeLedger {
  readonly recorded = new Map<string, string>();
  readonly keys: (string | null)[] = [];
  requests = 0;
  widest = 0;
  /** What to do before a request is looked at; may throw, or answer in the ledger's place. */
  before: (request: number) => Response | undefined | void = () => undefined;
  /** What to do once everything is recorded and the answer is about to leave. */
  after: (request: number) => Response | undefined | void = () => undefined;
  refuse: (input: Input) => string | undefined = () => undefined;

  readonly fetch = (async (_: unknown, { body, headers }: { body: string; headers: Record<string, string> }) => {
    const request = ++this.requests;
    this.keys.push(headers.authorization);
    const instead = this.before(request);
    if (instead) return instead;
    const { variables } = JSON.parse(body) as { variables: Record<string, Input> };
    const inputs = Object.values(variables);
    this.widest = Math.max(this.widest, inputs.length);
    const data = Object.fromEntries(inputs.map((input, index) => [`m${index}`, this.record(input)]));
    return this.after(request) ?? Response.json({ data });
  }) as unknown as typeof fetch;

  private record(input: Input): object {
    const code = this.refuse(input);
    const known = this.recorded.get(input.commandId);
    const sent = JSON.stringify(input);
    if (code !== undefined) return refusal(code);
    if (known !== undefined && known !== sent) return refusal('IDEMPOTENCY_KEY_REUSED');
    this.recorded.set(input.commandId, sent);
    return { __typename: 'Recorded', receipt: { replayed: known !== undefined, unchanged: false } };
  }
}

const refusal = (code: string): object => ({
  __typename: 'Refusal',
  code,
  message: `${code} in words.`,
  rule: null,
  facts: [],
  proposals: [{ path: 'title', value: 'Better' }],
});

/** A GraphQL answer of nothing but an error of that code. */
export const failing = (code: string, status = 200): Response =>
  Response.json({ data: null, errors: [{ message: `${code} in words`, extensions: { code } }] }, { status });
