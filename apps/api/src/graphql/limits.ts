/** What a request may ask for at most. The same on every transport. */
export const LIMITS = {
  bodyBytes: 256 * 1024,
  tokens: 2_000,
  depth: 10,
  aliases: 20,
  directives: 10,
  mutationFields: 20,
  /** Objects that an answer may hold at the page sizes asked for, plus what looking back and trying out cost. */
  cost: 10_000,
  /** Open at a time with one key; of sockets as many. */
  subscriptionsOfKey: 20,
  /** Open at a time on this node; of sockets as many. */
  subscriptions: 1_000,
  pageSize: 100,
} as const;

export const LIMIT_IN_WORDS: Readonly<Record<keyof typeof LIMITS, string>> = {
  bodyBytes: 'bytes in the body',
  tokens: 'tokens in the document',
  depth: 'levels of fields',
  aliases: 'aliases',
  directives: 'directives',
  mutationFields: 'mutations in a request',
  cost: 'objects at the page sizes asked for',
  subscriptionsOfKey: 'open subscriptions of one key',
  subscriptions: 'open subscriptions of this node',
  pageSize: 'items on a page',
};
