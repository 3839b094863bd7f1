import type { World } from '../../apps/cli/src/world.js';

export interface TestWorld extends World {
  readonly written: { out: string; err: string };
}

/** The surroundings of a command line in a test: what it writes is kept, and nobody waits. */
export function testWorld(changes: Partial<World> = {}): TestWorld {
  const written = { out: '', err: '' };
  return {
    written,
    env: {},
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    interactive: false,
    fetch: () => Promise.reject(new TypeError('nobody is asked in this test')),
    wait: () => Promise.resolve(),
    now: () => '2025-10-03T09:00:00.000Z',
    stopped: () => Promise.resolve(),
    ...changes,
  };
}
