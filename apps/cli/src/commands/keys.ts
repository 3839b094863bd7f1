import { readConfig } from '../../../api/src/config.js';
import { KeyStore, type StoredKey } from '../../../api/src/auth/key-store.js';
import type { Role } from '../../../api/src/auth/roles.js';
import { EXIT, type ExitCode, type World } from '../world.js';

export interface CreateOptions {
  readonly role: readonly Role[];
  readonly name: string;
  readonly post: readonly string[];
  readonly tenant?: string;
  readonly json?: boolean;
}

function withKeys(env: World['env'], act: (keys: KeyStore, tenant: string) => ExitCode): ExitCode {
  const config = readConfig(env);
  const keys = new KeyStore(config.keys);
  try {
    return act(keys, config.tenant);
  } finally {
    keys.close();
  }
}

/** Makes a key and prints it: nobody can print it again. */
export function createKey({ role, name, post, tenant, json }: CreateOptions, { env, out, now }: World): ExitCode {
  return withKeys(env, (keys, ownTenant) => {
    const key = keys.create({ tenant: tenant ?? ownTenant, name, roles: role, posts: post }, now());
    out(json ? `${JSON.stringify({ key })}\n` : `${key}\n`);
    return EXIT.DONE;
  });
}

/** Lists every key without its secret, oldest first. */
export function listKeys({ json }: { readonly json?: boolean }, { env, out }: World): ExitCode {
  return withKeys(env, (keys) => {
    const all = keys.list();
    out(json ? `${JSON.stringify(all)}\n` : all.map(describe).join(''));
    return EXIT.DONE;
  });
}

function describe({ id, tenant, name, roles, posts, createdAt, revokedAt }: StoredKey): string {
  const state = revokedAt === undefined ? 'live' : `revoked ${revokedAt}`;
  return [id, tenant, name, roles.join('+'), posts.join('; ') || '-', createdAt, state].join('  ') + '\n';
}

/** Kills a key; a running server sees it within 5 seconds. */
export function revokeKey(id: string, { json }: { readonly json?: boolean }, { env, out, err, now }: World): ExitCode {
  return withKeys(env, (keys) => {
    const revoked = keys.revoke(id, now());
    if (json) out(`${JSON.stringify({ id, revoked })}\n`);
    else if (revoked) out(`${id} is revoked.\n`);
    else err(`There is no live key ${id}.\n`);
    return revoked ? EXIT.DONE : EXIT.FAILED;
  });
}
