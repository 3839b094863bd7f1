import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Canonical JSON (RFC 8785) of a value. Throws where it has none: a lone surrogate, a number that is not finite. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('There is no canonical JSON for undefined.');
  return text;
}

/** SHA-256 of the parts, one after the other. */
export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** What makes a retry recognisable: the command's type and input as sent, without nulls. */
export function commandHash(type: string, input: object): string {
  return sha256(canonical([type, withoutNulls(input)])).toString('hex');
}

/** A plain copy that leaves out what is null or undefined, at every depth. */
export function withoutNulls(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value, (_, inner: unknown) => (inner === null ? undefined : inner))) as Record<string, unknown>;
}
