import { existsSync, realpathSync } from 'node:fs';
import { copyLog, openLog, type Copied } from '#libs/ledger';
import { AuditError } from '../audit/audit-error.js';
import { fileNamed, logFile } from '../audit/folders.js';
import { EXIT, type ExitCode, type World } from '../world.js';

export interface CopyOptions {
  readonly from: string;
  readonly to: string;
  readonly tenant?: string;
  readonly seal: boolean;
  readonly json?: boolean;
}

const TOLD_EVERY = 5_000;

/** Copies ledgers to another store, shows that both sides are the same, and seals the source unless it is to stay open. */
export async function copyLedgers({ from, to, tenant, seal, json = false }: CopyOptions, world: World): Promise<ExitCode> {
  // Opening a log to seal it would make one where a path is mistyped.
  requireAnother(logFile(from), from, to);
  const source = await openLog(from, { readOnly: !seal });
  try {
    const target = await openLog(to);
    try {
      const copied = await copyLog({
        from: source,
        to: target,
        tenant,
        ...(seal && { sealWith: withoutCredentials(to) }),
        onProgress: json ? undefined : teller(world),
      });
      world.out(
        json ? `${JSON.stringify(copied)}\n` : copied.map((ledger) => describe(ledger, seal)).join('') || 'There is nothing to copy.\n',
      );
      return EXIT.DONE;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Throws an `AuditError` where the target is the source, by whatever path. */
function requireAnother(source: string | undefined, from: string, to: string): void {
  const target = fileNamed(to);
  const isOneFile = source !== undefined && target !== undefined && existsSync(target) && realpathSync(source) === realpathSync(target);
  if (from === to || isOneFile) throw new AuditError(`A log is not copied onto itself: ${withoutCredentials(to)} is the source.`);
}

function teller({ err, interactive }: World): (entries: number) => void {
  let told = 0;
  return (entries) => {
    if (entries < told + TOLD_EVERY) return;
    told = entries;
    err(interactive ? `\rcopy: ${entries} entries` : `copy: ${entries} entries\n`);
  };
}

const describe = ({ tenant, size, root }: Copied, seal: boolean): string =>
  `${tenant}: ${size} entries, root ${root} on both sides${seal ? '; the source is sealed' : ''}.\n`;

/** The seal is there for everyone to read. */
const withoutCredentials = (url: string): string => url.replace(/\/\/[^/@]*@/, '//');
