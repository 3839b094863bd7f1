import { checkUnique, knownEdition } from './checks.js';
import type { Folder } from './layout.js';
import type { MeasuresFile } from './measure-layout.js';
import type { Report } from './shape.js';

/** Checks a file of measures against its objective and the other measures. */
export function checkMeasures({ objective: code, edition, measures }: MeasuresFile, file: string, folder: Folder, tell: Report): void {
  if (file !== `measures/${code}.json`) tell('objective', `the measures of ${code} belong into measures/${code}.json`);
  knownEdition(folder, edition, 'edition', tell);
  const objective = folder.objectives.find(({ content }) => content.code === code)?.content;
  if (objective === undefined) return tell('objective', `${code} has no file objectives/${code}.json`);
  if (edition < objective.edition) tell('edition', `must not be before ${objective.edition}, that of the objective`);
  checkUnique(
    measures.map((measure) => measure.code),
    (index) => `measures[${index}].code`,
    tell,
  );
  const known = new Set(folder.measures.flatMap(({ content }) => content.measures.map((measure) => measure.code)));
  measures.forEach(({ strand, duplicateOf }, index) => {
    if (strand !== undefined && objective.strands?.includes(strand) !== true) {
      tell(`measures[${index}].strand`, `"${strand}" is not among the strands of the objective`);
    }
    if (duplicateOf !== undefined && !known.has(duplicateOf))
      tell(`measures[${index}].duplicateOf`, `no file has a measure ${duplicateOf}`);
  });
}
