import type { Day, Instant, Precision, Source } from '#libs/domain';

/** What every entry says of itself beside the fact. Names are on disk. */
export interface Metadata {
  /** Schema version of `data`: the number of upcast steps known when it was written, plus 1. */
  readonly v: number;
  readonly id: string;
  readonly commandId: string;
  /** SHA-256 (hex) of the salt and the hash of the command as sent (`saltedHash`). */
  readonly commandHash: string;
  /** Place of the entry within its command, from 0, and how many the command recorded. */
  readonly index: number;
  readonly count: number;
  /** Who the credential says. */
  readonly actor: string;
  /** The post acted for. */
  readonly onBehalfOf?: string;
  readonly recordedAt: Instant;
  /** Absent in a retraction, which speaks of entries and not of a day. */
  readonly effectiveOn?: Day;
  readonly precision?: Precision;
  readonly source?: Source;
  readonly correlationId: string;
  /** 16 random bytes in base64url; part of the data hash, left out of the Merkle leaf. */
  readonly salt: string;
}

/** An entry that takes back all entries of an earlier command of its stream. Not an event of any slice. */
export const RETRACTION = 'EntryRetracted';

export interface RetractionData {
  /** The ledger's number of the entry that was named. */
  readonly entry: number;
  /** Revisions of all the entries taken back. */
  readonly revisions: readonly number[];
  readonly reason: string;
  readonly note?: string;
}

/** A decoded entry: its data upcast to the newest version. */
export interface Entry {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Metadata;
  readonly created?: string;
}

/** The parts of a stream's name: `objective-<tenant>.<plan>.<code>`, `plan-<tenant>.<plan>`. */
export interface StreamName {
  readonly slice: string;
  readonly tenant: string;
  readonly plan: string;
  /** Empty where the plan itself is the boundary. */
  readonly key: string;
}

export function streamName({ slice, tenant, plan, key }: StreamName): string {
  return `${slice}-${tenant}.${plan}${key === '' ? '' : `.${key}`}`;
}

export function parseStreamName(stream: string): StreamName | undefined {
  const match = /^([a-z]+)-([a-z][a-z0-9]{0,31})\.([a-z][a-z0-9]{1,31})(?:\.([A-Za-z0-9][A-Za-z0-9-]{0,63}))?$/.exec(stream);
  if (match === null) return undefined;
  return { slice: match[1], tenant: match[2], plan: match[3], key: match[4] ?? '' };
}

/** What a stream's name begins with: the slice, where it is one of ours. */
export const categoryOf = (stream: string): string => stream.split('-', 1)[0];

/** The tenant whose ledger a stream belongs to; empty where its name does not tell. */
export function tenantOf(stream: string): string {
  return /^[a-z]+-([a-z][a-z0-9]{0,31})\./.exec(stream)?.[1] ?? '';
}
