import { createHash, hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Canonical JSON (RFC 8785) of a value. Throws where it has none: a lone surrogate, a number that is not finite. */
export function canonical(value: unknown): string {
  const sorted = inOrder(value);
  // Every entry comes through here, and the native serialiser is more than twice as fast as the package.
  const text = sorted === UNSURE ? canonicalize(value) : JSON.stringify(sorted);
  if (text === undefined) throw new TypeError('There is no canonical JSON for undefined.');
  return text;
}

const UNSURE = Symbol('unsure');
const AFTER_DIGITS = 0x3a;

/** The value, copied where its keys are not sorted: `JSON.stringify` writes it as RFC 8785 wants. `UNSURE` where that is not certain. */
function inOrder(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? value : UNSURE;
    case 'number':
      return Number.isFinite(value) ? value : UNSURE;
    case 'boolean':
      return value;
    case 'object':
      return value === null ? null : Array.isArray(value) ? listInOrder(value) : objectInOrder(value);
    default:
      return UNSURE;
  }
}

function listInOrder(list: readonly unknown[]): unknown {
  const sorted = list.map(inOrder);
  return sorted.includes(UNSURE) ? UNSURE : sorted;
}

function objectInOrder(object: object): unknown {
  if ('toJSON' in object || Object.getPrototypeOf(object) !== Object.prototype) return UNSURE;
  const members = object as Record<string, unknown>;
  const keys = Object.keys(members);
  let sorted = areSorted(keys) ? members : {};
  if (sorted !== members) keys.sort();
  for (const key of keys) {
    // Keys like numbers keep an order of their own, and `__proto__` is none.
    if (key.charCodeAt(0) < AFTER_DIGITS || key === '__proto__' || !key.isWellFormed()) return UNSURE;
    const member = members[key];
    if (member === undefined) continue;
    const inside = inOrder(member);
    if (inside === UNSURE) return UNSURE;
    if (sorted === members && inside !== member) sorted = { ...members };
    if (sorted !== members) sorted[key] = inside;
  }
  return sorted;
}

function areSorted(keys: readonly string[]): boolean {
  for (let at = 1; at < keys.length; at++) if (keys[at] < keys[at - 1]) return false;
  return true;
}

/** SHA-256 of the parts, one after the other. */
export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
}

/** What makes a retry recognisable: the command's type and input as sent, without nulls. */
export function commandHash(type: string, input: object): string {
  return hash('sha256', canonical([type, withoutNulls(input)]));
}

/** A plain copy that leaves out what is null or undefined, at every depth; a list keeps its nulls. */
export function withoutNulls(value: object): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  for (const [key, member] of Object.entries(value)) if (member !== null && member !== undefined) kept.push([key, plain(member)]);
  return Object.fromEntries(kept);
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Array.isArray(value) ? value.map(plain) : withoutNulls(value);
}
