import { run } from '../../apps/cli/src/program.js';
import { EXAMPLE } from './example-folder.js';
import { type ApiOptions, TestApi } from './running-api.js';
import { testWorld } from './world.js';

/** An API with the real plan in it. */
export async function importedApi(options: ApiOptions = {}): Promise<TestApi> {
  const api = await TestApi.start(options);
  const world = testWorld({ fetch });
  const exit = await run(['import', EXAMPLE, '--url', api.url, '--key', api.keys.approver], world);
  if (exit !== 0) throw new Error(`The example was not imported: ${world.written.err}`);
  return api;
}
