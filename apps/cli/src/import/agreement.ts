import { vagueDay } from '#libs/domain';
import { checkNotBefore, checkUnique, knownEdition, type ReportIn } from './checks.js';
import type { Folder } from './layout.js';
import { checkObjective } from './objective-agreement.js';
import type { Report } from './shape.js';

/** Checks what no single value can tell: that codes are unique, that names are known, that years and days agree. */
export function checkAgreement(folder: Folder, report: ReportIn): void {
  const inFile =
    (file: string): Report =>
    (path, reason) =>
      report(file, path, reason);
  checkDocuments(folder, report);
  checkEditions(folder, inFile('editions.json'));
  checkAmbitions(folder, inFile('ambitions.json'));
  const codes = folder.objectives.map(({ content }) => content.code);
  folder.objectives.forEach(({ file, content }, index) => {
    const tell = inFile(file);
    if (codes.indexOf(content.code) !== index) tell('code', `${content.code} is used by another file too`);
    else if (file !== `objectives/${content.code}.json`) tell('code', `${content.code} belongs into objectives/${content.code}.json`);
    checkObjective(content, folder, tell);
  });
  for (const { file, content } of folder.measures) {
    knownEdition(folder, content.edition, 'edition', inFile(file));
    const place = `measures/${content.objective}.json`;
    if (file !== place) report(file, 'objective', `the measures of ${content.objective} belong into ${place}`);
  }
  for (const { file, content } of folder.register) knownEdition(folder, content.edition, 'edition', inFile(file));
  knownEdition(folder, folder.discrepancies.edition, 'edition', inFile('discrepancies.json'));
}

function checkDocuments({ plan, editions, ambitions, objectives, measures, register, discrepancies }: Folder, report: ReportIn): void {
  const files = [
    { file: 'plan.json', content: plan },
    { file: 'editions.json', content: editions },
    { file: 'ambitions.json', content: ambitions },
    ...objectives,
    { file: 'discrepancies.json', content: discrepancies },
    ...measures,
    ...register,
  ];
  for (const { file, content } of files) {
    if (!Object.hasOwn(plan.documents, content.document)) {
      report(file, 'document', `"${content.document}" is not among the documents of plan.json`);
    }
  }
}

function checkEditions({ editions: { editions } }: Folder, tell: Report): void {
  if (editions.length === 0) tell('editions', 'must name at least one');
  editions.forEach((edition, index) => {
    const at = `editions[${index}]`;
    if (edition.number !== index + 1) tell(`${at}.number`, `must be ${index + 1}: editions are listed from 1 without gaps`);
    const published = edition.published === null ? undefined : vagueDay(edition.published)?.day;
    if (published !== undefined) checkNotBefore(edition.currentFrom, published, `${at}.currentFrom`, tell);
    if (index === 0) return;
    const before = editions[index - 1];
    if (edition.firstFinancialYear <= before.firstFinancialYear) {
      tell(`${at}.firstFinancialYear`, `must be after ${before.firstFinancialYear}, the first year of edition ${before.number}`);
    }
    if (edition.currentFrom <= before.currentFrom) {
      tell(`${at}.currentFrom`, `must be after ${before.currentFrom}, when edition ${before.number} became current`);
    }
  });
}

function checkAmbitions(folder: Folder, tell: Report): void {
  const { ambitions } = folder.ambitions;
  checkUnique(
    ambitions.map(({ number }) => String(number)),
    (index) => `ambitions[${index}].number`,
    tell,
  );
  ambitions.forEach(({ edition: number, recast, outlook, posts = [] }, index) => {
    const at = `ambitions[${index}]`;
    const edition = knownEdition(folder, number, `${at}.edition`, tell);
    if (edition === undefined) return;
    if (recast !== undefined) checkNotBefore(recast.on, edition.firstDay, `${at}.recast.on`, tell);
    if (outlook !== undefined) checkNotBefore(outlook.from, edition.firstDay, `${at}.outlook.from`, tell);
    posts.forEach(({ from }, place) => checkNotBefore(from, edition.firstDay, `${at}.posts[${place}].from`, tell));
    checkUnique(
      posts.map(({ post, organisation }) => `${post}, ${organisation ?? 'no organisation'}`),
      (place) => `${at}.posts[${place}].post`,
      tell,
    );
  });
}
