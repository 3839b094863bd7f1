import { londonDay } from '#libs/domain';
import { connectionTo, type Asking } from '../graphql.js';
import type { Refusal } from '../import/client.js';
import { readFolder, type Problem } from '../import/read-folder.js';
import { rehearse, type Rehearsal } from '../import/rehearsal.js';
import { runImport, type Tally } from '../import/run-import.js';
import { scriptOf } from '../import/script.js';
import { progress, SILENT } from '../progress.js';
import { EXIT, type ExitCode, type World } from '../world.js';

export interface ImportOptions extends Partial<Asking> {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Loads a folder into a ledger through its API. What is there already stays as it is. */
export async function importFolder(
  root: string,
  { url = '', key = '', dryRun = false, json = false }: ImportOptions,
  world: World,
): Promise<ExitCode> {
  const { folder, problems } = await readFolder(root);
  if (problems !== undefined) return mistaken(problems, json, world);
  const phases = scriptOf(folder);
  const { refused } = rehearse(phases, londonDay(world.now()));
  if (refused.length > 0) return mistaken(refused.map(asProblem), json, world);
  const total = phases.flat(2).length;
  if (dryRun) {
    world.out(json ? line({ mutations: total, problems: [] }) : `${root} is sound: ${total} mutations would be sent.\n`);
    return EXIT.DONE;
  }
  const connection = connectionTo({ url, key }, world);
  const shown = json ? SILENT : progress(world, 'import', total);
  try {
    const tally = await runImport(phases, connection, shown.to);
    return conclude(tally, total, json, world);
  } finally {
    shown.end();
  }
}

const asProblem = ({ asked: { file, path }, refusal }: Rehearsal['refused'][number]): Problem => ({
  file,
  path,
  reason: describe(refusal),
});

function mistaken(problems: readonly Problem[], json: boolean, { out, err }: World): ExitCode {
  if (json) out(line({ problems }));
  for (const { file, path, reason } of json ? [] : problems) err(`${place(file, path)}: ${reason}\n`);
  if (!json) err(`Nothing was sent: ${problems.length === 1 ? 'one mistake' : `${problems.length} mistakes`} to mend.\n`);
  return EXIT.FAILED;
}

function conclude({ recorded, alreadyThere, refused }: Tally, total: number, json: boolean, { out, err }: World): ExitCode {
  const left = total - recorded - alreadyThere;
  if (json) {
    const { asked, refusal } = refused ?? {};
    out(
      line({
        recorded,
        alreadyThere,
        left,
        refused: refused === undefined ? null : { file: asked?.file, path: asked?.path, mutation: asked?.mutation, ...refusal },
      }),
    );
  } else {
    if (refused !== undefined) err(`${place(refused.asked.file, refused.asked.path)}: ${describe(refused.refusal)}\n`);
    out(
      `${recorded} recorded, ${alreadyThere} already there, ${refused === undefined ? 0 : 1} refused${left > 0 ? `, ${left} left` : ''}.\n`,
    );
  }
  return refused === undefined ? EXIT.DONE : EXIT.FAILED;
}

/** Nobody who imports chose the ids of its commands: an id that is used was made of the same place in the folder. */
const CHANGED_SINCE =
  'was imported before with another content, which stays as it is. Put the file back as it was, and record what has changed as a fact of its own.';

function describe({ code, message, proposals }: Pick<Refusal, 'code' | 'message' | 'proposals'>): string {
  if (code === 'IDEMPOTENCY_KEY_REUSED') return `${code}: ${CHANGED_SINCE}`;
  const proposed = proposals.map(({ path, value }) => `${path}: ${value}`).join(', ');
  return `${code}: ${message}${proposed === '' ? '' : ` Proposed: ${proposed}.`}`;
}

const place = (file: string, path: string): string => (path === '' ? file : `${file} ${path}`);
const line = (value: object): string => `${JSON.stringify(value)}\n`;
