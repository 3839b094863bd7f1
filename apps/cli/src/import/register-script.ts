import { detailTexts } from '#libs/domain';
import { askFrom, firstDayOf, type Asked } from './asked.js';
import type { Folder, Named } from './layout.js';
import type { DiscrepanciesFile, RegisterFile } from './register-layout.js';

/** What an edition names outside the plan; each entry holds from the first day of its Year 1. */
export function registerScript(folder: Folder, { file, content }: Named<RegisterFile>, edition: number): readonly Asked[] {
  if (content.edition !== edition) return [];
  const { document, kind, line: page, entries } = content;
  const ask = askFrom(folder, file, document);
  const effectiveOn = firstDayOf(folder, edition);
  return entries.map(({ line, relatedLines = [], details = {}, figures = [], ...said }, index) =>
    ask('addRegisterEntry', {
      path: `entries[${index}]`,
      line: line ?? page,
      about: said.code,
      fields: {
        ...said,
        kind,
        details: Object.entries(details).map(([name, value]) => ({ name, values: detailTexts(value) })),
        figures: figures.map((figure) => ({ label: said.name, ...figure })),
        sourceLines: line === undefined ? relatedLines : [line, ...relatedLines],
        effectiveOn,
      },
    }),
  );
}

/** What was found wrong in the sources of an edition, and what came of it. */
export function discrepancyScript(folder: Folder, content: DiscrepanciesFile, edition: number): readonly Asked[] {
  if (content.edition !== edition) return [];
  const ask = askFrom(folder, 'discrepancies.json', content.document);
  const effectiveOn = firstDayOf(folder, edition);
  return content.discrepancies.flatMap(({ lines, settled, ...said }, index) => {
    const place = { path: `discrepancies[${index}]`, line: lines[0], about: said.code };
    const found = ask('reportDiscrepancy', { ...place, fields: { ...said, sourceLines: lines, effectiveOn } });
    if (settled === undefined) return [found];
    const fields = { code: said.code, ...settled, effectiveOn };
    return [found, ask('resolveDiscrepancy', { ...place, path: `${place.path}.settled`, fields })];
  });
}
