import { machine } from './machine.js';
import { run } from './program.js';

// Whoever reads the output, `head` for one, may stop when it has enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(process.argv.slice(2), machine);
