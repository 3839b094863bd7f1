import { existsSync, renameSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Slice } from '#libs/domain';
import { decoder } from '#libs/ledger';
import { EntryReader } from './entry-reader.js';
import { RowReader } from './row-reader.js';
import { isRuined, openForWriting } from './schema.js';
import { TreeReader } from './tree-reader.js';
import { ViewWriter } from './view-writer.js';
import { watched } from './watched.js';

/** One tenant's view file, open. Projector and readers share a connection: one of its own would drop its pages at every commit. */
export interface TenantFile {
  readonly writer: ViewWriter;
  readonly entries: EntryReader;
  readonly rows: RowReader;
  readonly tree: TreeReader;
  close(): void;
}

/**
 * Opens a view file, or makes it. One of another version or that cannot be read is put aside first; `aside` says where. `onRuined` is
 * called with a file that turns out to be damaged later.
 */
export function openTenantFile(
  path: string,
  catalog: readonly Slice[],
  onRuined: (file: TenantFile) => void,
): { readonly file: TenantFile; readonly aside?: string } {
  try {
    const { database, state } = openForWriting(path);
    if (state !== 'OTHER_VERSION') return { file: compose(database, catalog, onRuined) };
    database.close();
  } catch (error) {
    if (!isRuined(error)) throw error;
  }
  const aside = putAside(path);
  return { file: compose(openForWriting(path).database, catalog, onRuined), aside };
}

/** Renames a closed view file, so that a new one can take its place. Returns the new name. */
export function putAside(path: string): string {
  let count = 1;
  while (existsSync(`${path}.quarantined-${count}`)) count++;
  const aside = `${path}.quarantined-${count}`;
  renameSync(path, aside);
  for (const suffix of ['-wal', '-shm']) {
    if (!existsSync(path + suffix)) continue;
    if (suffix === '-wal') renameSync(path + suffix, aside + suffix);
    else rmSync(path + suffix);
  }
  return aside;
}

function compose(opened: DatabaseSync, catalog: readonly Slice[], onRuined: (file: TenantFile) => void): TenantFile {
  let file: TenantFile | undefined;
  const database = watched(opened, () => (file === undefined ? undefined : onRuined(file)));
  try {
    const writer = new ViewWriter(database, catalog);
    const entries = new EntryReader(database, decoder(catalog));
    file = {
      writer,
      entries,
      rows: new RowReader(database, entries),
      tree: new TreeReader(database),
      close: () => writer.close(),
    };
    return file;
  } catch (error) {
    database.close();
    throw error;
  }
}
