import { KeyStore } from '../../../api/src/auth/key-store.js';
import { ROLES, type Role } from '../../../api/src/auth/roles.js';
import { readConfig, type Config } from '../../../api/src/config.js';
import { importFolder } from './import.js';
import { startServing } from './serve.js';
import { EXIT, type ExitCode, type World } from '../world.js';

const EXAMPLE = 'examples/norfolk-and-waveney';
const FOLDER = './data/demo';

type Keys = Readonly<Record<Role, string>>;

/** Starts the API with data of its own, loads the example, and stays up until it is asked to stop. */
export async function demo(world: World): Promise<ExitCode> {
  const config = readConfig({
    PLANLEDGER_DATA: world.env.PLANLEDGER_DATA ?? FOLDER,
    PLANLEDGER_LOG_LEVEL: world.env.PLANLEDGER_LOG_LEVEL ?? 'warn',
    HOST: world.env.HOST,
    PORT: world.env.PORT,
  });
  const api = await startServing(config, world);
  if (api === undefined) return EXIT.FAILED;
  try {
    const keys = freshKeys(config, world.now());
    const exit = await importFolder(EXAMPLE, { url: api.url, key: keys.approver }, world);
    if (exit !== EXIT.DONE) return exit;
    world.out(welcome(api.url, config.data, keys));
    await world.stopped();
    return EXIT.DONE;
  } finally {
    await api.close();
  }
}

const nameOf = (role: Role): string => `demo-${role}`;

/** One key per role; those that an earlier demo gave out are revoked. */
function freshKeys({ keys: file, tenant }: Config, now: string): Keys {
  const store = new KeyStore(file);
  try {
    const names = ROLES.map(nameOf);
    for (const { id, name, revokedAt } of store.list()) {
      if (revokedAt === undefined && names.includes(name)) store.revoke(id, now);
    }
    return Object.fromEntries(ROLES.map((role) => [role, store.create({ tenant, name: nameOf(role), roles: [role] }, now)])) as Keys;
  } finally {
    store.close();
  }
}

const QUESTION =
  '{ plan(code: "jfp", on: "2025-10-01") { entry edition { number label } ambitions { number title } objective(code: "1a") { title status milestones { code title status late } } } }';

function welcome(url: string, data: string, keys: Keys): string {
  return [
    '',
    `The plan is at ${url}/graphql (to try things out: ${url}/graphiql), with its data in ${data}.`,
    '',
    'Keys, valid until the next demo:',
    ...ROLES.map((role) => `  ${role.padEnd(8)} ${keys[role]}`),
    '',
    'A question to paste into GraphiQL, with the header {"authorization": "Bearer <key>"}:',
    `  ${QUESTION}`,
    '',
    'The same from a shell:',
    `  curl -s ${url}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${keys.viewer}' \\`,
    `    -d '${JSON.stringify({ query: QUESTION })}'`,
    '',
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}
