import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkAgreement } from './agreement.js';
import { ambitionsFile, editionsFile, planFile, type Folder } from './layout.js';
import { measuresFile } from './measure-layout.js';
import { objectiveFile } from './objective-layout.js';
import { discrepanciesFile, registerFile } from './register-layout.js';
import type { Shape } from './shape.js';

/** A mistake in a folder: in which file, where in it, and what is wrong. */
export interface Problem {
  readonly file: string;
  /** Such as `milestones[2].window.endsOn`; empty where it is the file as a whole. */
  readonly path: string;
  readonly reason: string;
}

export type ReadFolder =
  { readonly folder: Folder; readonly problems?: undefined } | { readonly folder?: undefined; readonly problems: readonly Problem[] };

const TOP: Readonly<Record<string, Shape<unknown>>> = {
  'plan.json': planFile,
  'editions.json': editionsFile,
  'ambitions.json': ambitionsFile,
  'discrepancies.json': discrepanciesFile,
};

/** Folders of files of one shape. */
const WITHIN: Readonly<Record<string, Shape<unknown>>> = { objectives: objectiveFile, measures: measuresFile, register: registerFile };

const shapeOf = (file: string): Shape<unknown> | undefined => {
  const [, folder] = /^([^/]+)\/[^/]+$/.exec(file) ?? [];
  return TOP[file] ?? (folder === undefined ? undefined : WITHIN[folder]);
};

/** Reads a plan laid out in a folder (see the README of examples/norfolk-and-waveney), or tells every mistake in it. */
export async function readFolder(root: string): Promise<ReadFolder> {
  const problems: Problem[] = [];
  const files = await jsonFiles(root);
  if (files === undefined) return { problems: [{ file: root, path: '', reason: 'is not a folder that can be read' }] };
  const contents = new Map<string, unknown>();
  for (const file of new Set([...Object.keys(TOP), ...files])) {
    const shape = shapeOf(file);
    if (shape === undefined) problems.push({ file, path: '', reason: 'is not a file of this layout' });
    else if (!files.includes(file)) problems.push({ file, path: '', reason: 'is missing' });
    else contents.set(file, await read(root, file, shape, problems));
  }
  if (problems.length > 0) return { problems };
  const folder = assemble(contents);
  checkAgreement(folder, (file, path, reason) => problems.push({ file, path, reason }));
  return problems.length > 0 ? { problems } : { folder };
}

async function jsonFiles(root: string): Promise<readonly string[] | undefined> {
  try {
    const found = await readdir(root, { recursive: true });
    return found
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    return undefined;
  }
}

async function read(root: string, file: string, shape: Shape<unknown>, problems: Problem[]): Promise<unknown> {
  try {
    const content: unknown = JSON.parse(inUtf8(await readFile(join(root, file))));
    shape.check(content, '', (path, reason) => problems.push({ file, path, reason }));
    return content;
  } catch (error) {
    problems.push({ file, path: '', reason: `cannot be read as JSON: ${(error as Error).message}` });
    return undefined;
  }
}

/** The text of a file, with or without the mark that some editors put before it. Throws rather than change a letter of another encoding. */
const inUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

/** Only for contents whose shapes were checked. */
function assemble(contents: ReadonlyMap<string, unknown>): Folder {
  const within = (folder: string): readonly { file: string; content: unknown }[] =>
    [...contents].filter(([file]) => file.startsWith(`${folder}/`)).map(([file, content]) => ({ file, content }));
  return {
    plan: contents.get('plan.json'),
    editions: contents.get('editions.json'),
    ambitions: contents.get('ambitions.json'),
    objectives: within('objectives'),
    measures: within('measures'),
    register: within('register'),
    discrepancies: contents.get('discrepancies.json'),
  } as Folder;
}
