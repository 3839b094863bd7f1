import { ambitionAdditions, ambitionFacts } from './ambition-script.js';
import { askFrom, dated, firstDayOf, type Ask, type Asked } from './asked.js';
import type { Edition, Folder } from './layout.js';
import { editionFacts } from './edition-script.js';
import { duplicateLinks, measureScript } from './measure-script.js';
import { objectiveScript } from './objective-script.js';
import { discrepancyScript, registerScript } from './register-script.js';

/** Mutations that are sent in this order: those of a stream are in one lane. */
export type Lane = readonly Asked[];

/** Lanes that may go side by side. The next phase waits for all of them. */
export type Phase = readonly Lane[];

/** All that a folder tells, in the order in which it must be told: edition by edition, each published after its content. */
export function scriptOf(folder: Folder): readonly Phase[] {
  const facts = ambitionFacts(folder);
  const phases = folder.editions.editions.flatMap((edition, index) => {
    const next = folder.editions.editions[index + 1] as Edition | undefined;
    const isOfItsTime = ({ input: { effectiveOn = '' } }: Asked): boolean =>
      (index === 0 || effectiveOn >= firstDayOf(folder, edition.number)) &&
      (next === undefined || effectiveOn < firstDayOf(folder, next.number));
    const ask = askFrom(folder, 'editions.json', folder.editions.document);
    const path = `editions[${index}]`;
    return [
      [[...(index === 0 ? [registration(folder)] : []), opening(folder, edition, path, ask), ...ambitionAdditions(folder, edition.number)]],
      [
        [...facts.filter(isOfItsTime), ...editionFacts(folder, edition, path, ask)],
        ...folder.objectives.map((objective) => objectiveScript(folder, objective, edition.number)),
      ],
      [
        ...folder.measures.map((measures) => measureScript(folder, measures, edition.number)),
        ...folder.register.map((register) => registerScript(folder, register, edition.number)),
        discrepancyScript(folder, folder.discrepancies, edition.number),
      ],
      folder.measures.map((measures) => duplicateLinks(folder, measures, edition.number)),
      [publication(edition, path, ask)],
    ];
  });
  return phases.map((phase) => phase.filter((lane) => lane.length > 0)).filter((phase) => phase.length > 0);
}

function registration(folder: Folder): Asked {
  const { plan, title, owner, note, line, document } = folder.plan;
  const effectiveOn = firstDayOf(folder, folder.editions.editions[0].number);
  return askFrom(
    folder,
    'plan.json',
    document,
  )('registerPlan', { path: '', line, about: plan, fields: { title, owner, note, effectiveOn } });
}

function opening(folder: Folder, edition: Edition, path: string, ask: Ask): Asked {
  const { number, firstFinancialYear, refreshKind, reason, note, line } = edition;
  const fields = { number, firstFinancialYear, refreshKind, reason, note, effectiveOn: firstDayOf(folder, number) };
  return ask('openEdition', { path, line, about: number, fields });
}

function publication({ number, published, acknowledged, currentFrom, line }: Edition, path: string, ask: Ask): Lane {
  const when = published === null ? { publishedOnUnknown: true } : dated(published);
  return [
    ask('publishEdition', { path: `${path}.published`, line, about: number, fields: { edition: number, acknowledged, ...when } }),
    ask('makeEditionCurrent', { path: `${path}.currentFrom`, line, about: number, fields: { edition: number, effectiveOn: currentFrom } }),
  ];
}
