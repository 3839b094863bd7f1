import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The tenants that ever had an entry, in a file beside their views. A tenant is put down before its first entry is
 * projected: one that is listed and has no view file starts from the log's start, one that is not has nothing behind it.
 */
export class TenantList {
  private readonly file: string;
  private readonly listed: Set<string>;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'tenants.json');
    this.listed = new Set(existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as string[]) : []);
  }

  get names(): readonly string[] {
    return [...this.listed].sort();
  }

  has(tenant: string): boolean {
    return this.listed.has(tenant);
  }

  /** Puts a tenant down, durably. */
  add(tenant: string): void {
    if (this.listed.has(tenant)) return;
    this.listed.add(tenant);
    const fresh = `${this.file}.new`;
    const descriptor = openSync(fresh, 'w');
    try {
      writeSync(descriptor, JSON.stringify(this.names));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(fresh, this.file);
  }
}
