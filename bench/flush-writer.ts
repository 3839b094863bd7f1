// In a process of its own, so that its flushes can be counted from outside: records commands into a new SQLite log.
import { SqliteLog } from '#libs/ledger';
import { foundations, OBJECTIVES } from '../test/support/office.js';
import { recorded } from './figures/recorder.js';
import { commandOf, requireOnce } from './kept-once.js';
import { recordAll } from './scenario.js';

const [file, callers, count] = process.argv.slice(2);
const log = new SqliteLog(file);
await recordAll(log, foundations(), 'seed');
const before = log.stats().commits;
const { acknowledged } = await recorded(log, Number(callers), Number(count), OBJECTIVES);
const commits = log.stats().commits - before;
await requireOnce(log, acknowledged, commandOf);
await log.close();
console.log(JSON.stringify({ acknowledged: acknowledged.length, commits, before }));
