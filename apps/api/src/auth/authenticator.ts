import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { KeyStore } from './key-store.js';
import type { Caller } from './roles.js';

/** Half of the promised 5 s, so that a revocation is seen well within it. */
const TRUSTED_FOR_MS = 2_500;
const REMEMBERED = 1_000;

/** Tells who a request comes from. Known credentials are remembered for a moment, unknown ones never. */
export class Authenticator {
  private readonly known: LRUCache<string, Caller>;

  constructor(
    private readonly keys: KeyStore,
    monotonic: { now(): number } = performance,
  ) {
    this.known = new LRUCache({ max: REMEMBERED, ttl: TRUSTED_FOR_MS, ttlResolution: 0, perf: monotonic });
  }

  /** The caller behind an `Authorization` header, or undefined. */
  caller(authorization: string | undefined): Caller | undefined {
    const credential = credentialIn(authorization);
    if (credential === undefined) return undefined;
    const remembered = hash('sha256', credential, 'base64');
    const known = this.known.get(remembered);
    if (known !== undefined) return known;
    const caller = this.keys.check(credential);
    if (caller !== undefined) this.known.set(remembered, caller);
    return caller;
  }

  /** True while the credential is good, whatever is remembered of it. */
  holds(authorization: string | undefined): boolean {
    const credential = credentialIn(authorization);
    return credential !== undefined && this.keys.check(credential) !== undefined;
  }
}

const credentialIn = (authorization: string | undefined): string | undefined => /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
