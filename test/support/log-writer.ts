// Appends to the SQLite log named on the command line until it is killed, and tells each answer on standard output.
import { writeSync } from 'node:fs';
import { SqliteLog, isLogError } from '#libs/ledger';
import { entries } from './entries.js';

const [file, tag, callers] = process.argv.slice(2);
const tell = (line: string): unknown => writeSync(1, `${line}\n`);

async function write(log: SqliteLog, stream: string): Promise<never> {
  for (let last = -1; ;) {
    const batch = entries(1 + ((last + 1) % 3));
    const { revision } = await log.append(stream, last < 0 ? 'NO_STREAM' : last, batch, Date.now() + 60_000);
    tell(`${stream} ${revision} ${batch.map(({ id }) => id).join(' ')}`);
    last = revision;
  }
}

try {
  const log = new SqliteLog(file);
  tell('open');
  await Promise.all(Array.from({ length: Number(callers) }, (_, n) => write(log, `objective-${tag}.jfp.o${n}`)));
} catch (error) {
  tell(isLogError(error) ? `${error.code}: ${error.message}` : String(error));
  process.exitCode = 1;
}
