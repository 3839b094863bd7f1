import { demo } from './commands/demo.js';
import { failed } from './failures.js';
import { machine } from './machine.js';

try {
  process.exitCode = await demo(machine);
} catch (error) {
  process.exitCode = failed(error, machine);
}
