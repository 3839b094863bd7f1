import { machine } from './machine.js';
import { run } from './program.js';

process.exitCode = await run(process.argv.slice(2), machine);
