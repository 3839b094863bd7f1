import { endpointOf } from '../import/client.js';
import type { World } from '../world.js';
import { AuditError } from './audit-error.js';

/** Where a ledger answers, and the key of an auditor. */
export interface Asking {
  readonly url: string;
  readonly key: string;
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const PATIENCE_MS = 60_000;

/** Asks a question and gives its data. Throws an `AuditError` where there is no answer. */
export async function ask<T>(query: string, variables: object, { url, key }: Asking, { fetch }: Pick<World, 'fetch'>): Promise<T> {
  const endpoint = endpointOf(url);
  if (endpoint === undefined) throw new AuditError(`${url} is no address.`);
  let body: Body;
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    body = (await response.json()) as Body;
  } catch (error) {
    throw new AuditError(`${endpoint.href} does not answer: ${(error as Error).message}`, { cause: error });
  }
  const [problem] = body.errors ?? [];
  if (problem !== undefined) throw new AuditError(`${problem.extensions?.code ?? 'ERROR'}: ${problem.message}`);
  return body.data as T;
}
