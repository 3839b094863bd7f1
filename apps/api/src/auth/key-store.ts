import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { naming } from '#libs/ledger';
import { isRole, type Caller, type Role } from './roles.js';

/** A key as its file knows it: everything but the secret. */
export interface StoredKey {
  readonly id: string;
  readonly tenant: string;
  /** The actor in every entry that the key records. */
  readonly name: string;
  readonly roles: readonly Role[];
  readonly posts: readonly string[];
  readonly createdAt: string;
  readonly revokedAt?: string;
}

export interface NewKey {
  readonly tenant: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly posts?: readonly string[];
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS keys (
  id TEXT PRIMARY KEY, tenant TEXT NOT NULL, name TEXT NOT NULL, roles TEXT NOT NULL, posts TEXT NOT NULL,
  secret_sha256 BLOB NOT NULL, created_at TEXT NOT NULL, revoked_at TEXT
) STRICT`;

type KeyRow = Readonly<Record<'id' | 'tenant' | 'name' | 'roles' | 'posts' | 'created_at', string>> & {
  readonly secret_sha256: Uint8Array;
  readonly revoked_at: string | null;
};

const digest = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();

const toKey = (row: KeyRow): StoredKey => ({
  id: row.id,
  tenant: row.tenant,
  name: row.name,
  roles: (JSON.parse(row.roles) as string[]).filter(isRole),
  posts: JSON.parse(row.posts) as string[],
  createdAt: row.created_at,
  ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
});

function open(file: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { timeout: 5000 });
    db.exec('PRAGMA journal_mode = WAL');
    db.exec(SCHEMA);
    return db;
  } catch (error) {
    db?.close();
    throw naming(`the keys in ${file} cannot be opened`, error);
  }
}

/** The file of API keys. The command line may write it while a server reads it. Only digests of secrets are stored. */
export class KeyStore {
  private readonly db: DatabaseSync;

  constructor(private readonly file: string) {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    this.db = open(file);
  }

  /** Makes a key and gives it away once: `pl_<id>_<secret>`. `now` is an ISO instant. */
  create({ tenant, name, roles, posts = [] }: NewKey, now: string): string {
    const id = randomBytes(6).toString('hex');
    const secret = randomBytes(32).toString('hex');
    this.writing(() =>
      this.db
        .prepare('INSERT INTO keys (id, tenant, name, roles, posts, secret_sha256, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(id, tenant, name, JSON.stringify(roles), JSON.stringify(posts), digest(secret), now),
    );
    return `pl_${id}_${secret}`;
  }

  /** Every key, oldest first. */
  list(): readonly StoredKey[] {
    return (this.db.prepare('SELECT * FROM keys ORDER BY created_at, rowid').all() as unknown as KeyRow[]).map(toKey);
  }

  /** Kills a key from now on; false where there is no live key of that id. */
  revoke(id: string, now: string): boolean {
    const update = 'UPDATE keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL';
    return this.writing(() => this.db.prepare(update).run(now, id)).changes === 1;
  }

  /** The caller whom a credential stands for; undefined where it is malformed, unknown, wrong or revoked. */
  check(credential: string): Caller | undefined {
    const parts = /^pl_([0-9a-f]{12})_([0-9a-f]{64})$/.exec(credential);
    if (parts === null) return undefined;
    const row = this.db.prepare('SELECT * FROM keys WHERE id = ?').get(parts[1]) as KeyRow | undefined;
    if (row === undefined || !timingSafeEqual(row.secret_sha256, digest(parts[2])) || row.revoked_at !== null) return undefined;
    const { id, tenant, name, roles, posts } = toKey(row);
    return { key: id, tenant, actor: name, roles, posts };
  }

  close(): void {
    this.db.close();
  }

  private writing<T>(write: () => T): T {
    try {
      return write();
    } catch (error) {
      throw naming(`the keys in ${this.file} cannot be written`, error);
    }
  }
}
