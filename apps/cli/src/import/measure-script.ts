import { askFrom, firstDayOf, type Ask, type Asked } from './asked.js';
import type { Folder, Named } from './layout.js';
import type { MeasureEntry, MeasuresFile } from './measure-layout.js';

/** The measures that an edition brings to an objective: each with what it is held against, then what was seen of it. */
export function measureScript(folder: Folder, { file, content }: Named<MeasuresFile>, edition: number): readonly Asked[] {
  if (content.edition !== edition) return [];
  const { objective, document, measures } = content;
  const ask = askFrom(folder, file, document);
  const effectiveOn = firstDayOf(folder, edition);
  return measures.flatMap((measure, index) => {
    const { code, line, title, kind, direction, directionInferred, unit, statistic, scope, population, cadence } = measure;
    const { strand, inBody, inFigure15, origin, relatedLines, note } = measure;
    const nature = { title, kind, direction, directionInferred, unit, statistic, scope, population, cadence, strand };
    const where = { inBody, inFigure15, origin, relatedLines, note };
    const path = `measures[${index}]`;
    const fields = { objective, measure: code, ...nature, ...where, edition, effectiveOn };
    return [
      ask('defineMeasure', { path, line, about: code, fields }),
      ...heldAgainst(measure, path, effectiveOn, ask),
      ...seen(measure, path, ask),
    ];
  });
}

/** A trajectory leads to a target, so it comes after them. */
function heldAgainst(measure: MeasureEntry, path: string, effectiveOn: string, ask: Ask): readonly Asked[] {
  const { code: about, line: page, baseline, targets = [], trajectory, benchmarks = [] } = measure;
  const fact = { measure: about, effectiveOn };
  const said: Asked[] = [];
  if (baseline !== undefined) {
    const { line = page, ...fields } = baseline;
    said.push(ask('setBaseline', { path: `${path}.baseline`, line, about, fields: { ...fact, ...fields } }));
  }
  targets.forEach(({ number: target, line = page, ...fields }, index) => {
    const place = { path: `${path}.targets[${index}]`, line, about, name: String(target) };
    said.push(ask('setTarget', { ...place, fields: { ...fact, target, ...fields } }));
  });
  if (trajectory !== undefined) {
    const { line = page, ...fields } = trajectory;
    said.push(ask('setTrajectory', { path: `${path}.trajectory`, line, about, fields: { ...fact, ...fields } }));
  }
  benchmarks.forEach(({ line = page, ...fields }, index) => {
    const place = { path: `${path}.benchmarks[${index}]`, line, about, name: `${fields.name} ${fields.period ?? ''}` };
    said.push(ask('addBenchmark', { ...place, fields: { ...fact, ...fields } }));
  });
  return said;
}

function seen({ code: measure, line: page, observations = [] }: MeasureEntry, path: string, ask: Ask): readonly Asked[] {
  return observations.map(({ asOf: effectiveOn, line = page, ...fields }, index) =>
    ask('recordObservation', {
      path: `${path}.observations[${index}]`,
      line,
      about: measure,
      name: `${fields.period} ${fields.reportedBy}`,
      fields: { measure, ...fields, effectiveOn },
    }),
  );
}

/** Which of an edition's measures repeat others: told once all are defined. */
export function duplicateLinks(folder: Folder, { file, content }: Named<MeasuresFile>, edition: number): readonly Asked[] {
  if (content.edition !== edition) return [];
  const ask = askFrom(folder, file, content.document);
  const effectiveOn = firstDayOf(folder, edition);
  return content.measures.flatMap(({ code: measure, duplicateOf, line }, index) =>
    duplicateOf === undefined
      ? []
      : ask('linkDuplicateMeasure', {
          path: `measures[${index}].duplicateOf`,
          line,
          about: measure,
          fields: { measure, duplicateOf, effectiveOn },
        }),
  );
}
