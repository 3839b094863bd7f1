import { join } from 'node:path';
import { KeyStore } from '../apps/api/src/auth/key-store.js';
import { POST } from '../test/support/office.js';
import { TENANT } from './scenario.js';
import type { Server } from './servers.js';

/** Makes a key for the API whose keys lie in a folder. */
export function keyIn(folder: string): string {
  const keys = new KeyStore(join(folder, 'keys.db'));
  try {
    return keys.create({ tenant: TENANT, name: 'bench', roles: ['editor', 'approver'], posts: [POST] }, new Date().toISOString());
  } finally {
    keys.close();
  }
}

/** Throws where two servers do not answer the same. */
export async function requireSameBytes(api: Server, bare: Server, key: string, bodies: readonly string[]): Promise<void> {
  for (const body of bodies) {
    const [ours, theirs] = [await post(api.url, key, body), await post(bare.url, key, body)];
    if (ours !== theirs) throw new Error(`the bare server answers other bytes:\n${ours.slice(0, 500)}\n${theirs.slice(0, 500)}`);
  }
}

/** Sends one request and gives the answer; throws for an error. */
export async function post(url: string, key: string, body: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body,
  });
  const text = await response.text();
  if (!response.ok || text.includes('"errors":')) throw new Error(`${response.status} ${text.slice(0, 1000)}`);
  return text;
}
