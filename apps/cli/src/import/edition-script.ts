import { dated, firstDayOf, type Ask, type Asked } from './asked.js';
import type { Edition, Folder } from './layout.js';

/** What is known of an edition beside its content: what asked for it, what boards think of it, what changed with it. */
export function editionFacts(folder: Folder, edition: Edition, path: string, ask: Ask): readonly Asked[] {
  const fact = { edition: edition.number, effectiveOn: firstDayOf(folder, edition.number) };
  return [...guidance(edition, path, ask), ...opinions(edition, path, fact, ask), ...changes(edition, path, fact, ask)];
}

interface Fact {
  readonly edition: number;
  readonly effectiveOn: string;
}

function guidance({ number: edition, guidance: all = [] }: Edition, path: string, ask: Ask): readonly Asked[] {
  return all.map(({ line, issued, ...said }, index) =>
    ask('recordRefreshGuidance', {
      path: `${path}.guidance[${index}]`,
      line,
      about: edition,
      name: `${said.issuer} ${said.scope}`,
      fields: { edition, ...said, ...dated(issued) },
    }),
  );
}

function opinions({ number, opinions: all = [] }: Edition, path: string, fact: Fact, ask: Ask): readonly Asked[] {
  return all.map(({ line, received, ...said }, index) =>
    ask('recordOpinion', {
      path: `${path}.opinions[${index}]`,
      line,
      about: number,
      name: said.board,
      fields: { ...fact, ...said, ...(received === null ? { receivedOnUnknown: true } : dated(received)) },
    }),
  );
}

function changes({ number, changes: all = [] }: Edition, path: string, fact: Fact, ask: Ask): readonly Asked[] {
  return all.map(({ line, ...change }, index) =>
    ask('recordEditionChange', {
      path: `${path}.changes[${index}]`,
      line,
      about: number,
      name: `${change.kind} ${change.ref}`,
      fields: { ...fact, ...change },
    }),
  );
}
