import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const EXAMPLE = 'examples/norfolk-and-waveney';

/** A copy of the example that a test may spoil. */
export function copyOfExample(): {
  readonly root: string;
  write(file: string, content: string | Uint8Array): void;
  edit(file: string, change: (content: never) => void): void;
  remove(): void;
} {
  const root = mkdtempSync(join(tmpdir(), 'planledger-example-'));
  cpSync(EXAMPLE, root, { recursive: true });
  const write = (file: string, content: string | Uint8Array): void => writeFileSync(join(root, file), content);
  return {
    root,
    write,
    edit: (file, change) => {
      const content = JSON.parse(readFileSync(join(root, file), 'utf8')) as never;
      change(content);
      write(file, JSON.stringify(content));
    },
    remove: () => rmSync(root, { recursive: true }),
  };
}
