import { randomUUID } from 'node:crypto';
import type { NewEntry } from '#libs/ledger';

/** An entry that no log knows yet. */
export function entry(content: unknown = { n: 1 }, type = 'MilestoneMet'): NewEntry {
  return { id: randomUUID(), type, data: JSON.stringify(content), metadata: JSON.stringify({ v: 1, actor: 'programme-office' }) };
}

export function entries(count: number): NewEntry[] {
  return Array.from({ length: count }, (_, n) => entry({ n }));
}
