import { askFrom, firstDayOf, type Asked } from './asked.js';
import type { Folder } from './layout.js';

type Ambition = Folder['ambitions']['ambitions'][number];

const askHere = (folder: Folder) => askFrom(folder, 'ambitions.json', folder.ambitions.document);

/** The ambitions that an edition brings. */
export function ambitionAdditions(folder: Folder, edition: number): readonly Asked[] {
  const ask = askHere(folder);
  return folder.ambitions.ambitions.flatMap(({ number, title, rationale, note, line, edition: own }, index) => {
    const fields = { number, title, rationale, edition, note, effectiveOn: firstDayOf(folder, edition) };
    return own === edition ? [ask('addAmbition', { path: `ambitions[${index}]`, line, about: number, fields })] : [];
  });
}

/** What became of the ambitions, each on its own day. */
export function ambitionFacts(folder: Folder): readonly Asked[] {
  return folder.ambitions.ambitions.flatMap((ambition, index) => {
    const path = `ambitions[${index}]`;
    return [...recasting(folder, ambition, path), ...posts(folder, ambition, path), ...outlook(folder, ambition, path)];
  });
}

function recasting(folder: Folder, { number: ambition, recast }: Ambition, path: string): readonly Asked[] {
  if (recast === undefined) return [];
  const { on: effectiveOn, line, ...rest } = recast;
  return [askHere(folder)('recastAmbition', { path: `${path}.recast`, line, about: ambition, fields: { ambition, ...rest, effectiveOn } })];
}

function posts(folder: Folder, { number: ambition, posts: all = [], line: page }: Ambition, path: string): readonly Asked[] {
  return all.map(({ from: effectiveOn, line = page, ...post }, index) =>
    askHere(folder)('assignAccountablePost', {
      path: `${path}.posts[${index}]`,
      line,
      about: ambition,
      name: `${post.post}, ${post.organisation ?? ''}`,
      fields: { ambition, ...post, effectiveOn },
    }),
  );
}

function outlook(folder: Folder, { number: ambition, outlook: said }: Ambition, path: string): readonly Asked[] {
  if (said === undefined) return [];
  const { from: effectiveOn, line, ...rest } = said;
  return [
    askHere(folder)('setDeliveryOutlook', { path: `${path}.outlook`, line, about: ambition, fields: { ambition, ...rest, effectiveOn } }),
  ];
}
