import { dueOutsideWindow, isRefusal, resolveWindow, type Refusal } from '#libs/domain';
import { checkNotBefore, checkUnique, knownEdition, type Horizon } from './checks.js';
import type { Folder } from './layout.js';
import type { MilestoneEntry, ObjectiveFile } from './objective-layout.js';
import type { Report } from './shape.js';

/** Checks an objective's file against itself, the editions and the ambitions. */
export function checkObjective(objective: ObjectiveFile, folder: Folder, tell: Report): void {
  if (!folder.ambitions.ambitions.some(({ number }) => number === objective.ambition)) {
    tell('ambition', `${objective.ambition} is not among the ambitions of ambitions.json`);
  }
  checkNames(objective, tell);
  const edition = knownEdition(folder, objective.edition, 'edition', tell);
  if (edition === undefined) return;
  checkNotBefore(objective.startedOn, edition.firstDay, 'startedOn', tell);
  checkFormerTitles(objective, folder, edition, tell);
  checkMilestones(objective, edition, tell);
}

function checkNames({ strands = [], partners = [], oversight = [], alignments = [], disposition }: ObjectiveFile, tell: Report): void {
  const lists = [
    { names: strands, at: (index: number) => `strands[${index}]` },
    { names: partners, at: (index: number) => `partners[${index}]` },
    { names: oversight.map(({ body }) => body), at: (index: number) => `oversight[${index}].body` },
    { names: alignments.map(({ type, name }) => `${type} ${name}`), at: (index: number) => `alignments[${index}].name` },
  ];
  for (const { names, at } of lists) checkUnique(names, at, tell);
  (disposition?.strands ?? []).forEach(({ strand }, index) => checkStrand(strand, strands, `disposition.strands[${index}].strand`, tell));
}

function checkFormerTitles({ formerTitles = [] }: ObjectiveFile, folder: Folder, { firstDay }: Horizon, tell: Report): void {
  formerTitles.forEach(({ edition, until }, index) => {
    const at = `formerTitles[${index}]`;
    const first = knownEdition(folder, edition, `${at}.edition`, tell)?.firstDay ?? '';
    checkNotBefore(until, index === 0 ? first : formerTitles[index - 1].until, `${at}.until`, tell);
    if (until >= firstDay) tell(`${at}.until`, `must be before ${firstDay}, the first day of the edition that uses the present title`);
  });
}

function checkMilestones({ code, strands = [], milestones = [] }: ObjectiveFile, edition: Horizon, tell: Report): void {
  checkUnique(
    milestones.map((milestone) => milestone.code),
    (index) => `milestones[${index}].code`,
    tell,
  );
  milestones.forEach((milestone, index) => {
    const at = `milestones[${index}]`;
    if (!milestone.code.startsWith(`${code}-`)) tell(`${at}.code`, `must begin with "${code}-", the objective's own code`);
    if (milestone.strand !== undefined) checkStrand(milestone.strand, strands, `${at}.strand`, tell);
    checkWindow(milestone, edition, at, tell);
  });
}

function checkWindow({ window: given, dueOn }: MilestoneEntry, edition: Horizon, at: string, tell: Report): void {
  const window = resolveWindow(given, edition);
  if (isRefusal(window)) return tell(`${at}.window`, inWords(window));
  const outside = dueOutsideWindow(dueOn, window);
  if (outside !== undefined) tell(`${at}.dueOn`, inWords(outside));
}

function inWords({ rule, code, message, proposals }: Refusal): string {
  const proposed = proposals.map(({ path, value }) => `${path} ${value}`).join(', ');
  return `${rule ?? code}: ${message}${proposed === '' ? '' : ` Proposed: ${proposed}.`}`;
}

function checkStrand(strand: string, strands: readonly string[], at: string, tell: Report): void {
  if (!strands.includes(strand)) tell(at, `"${strand}" is not among the strands of the objective`);
}
