import { addDays } from '#libs/domain';
import { askFrom, firstDayOf, type Ask, type Asked } from './asked.js';
import type { Folder, Named } from './layout.js';
import type { ObjectiveFile } from './objective-layout.js';

/** What an objective's file tells with one edition: its beginning with the first that knew it, all else with its own. */
export function objectiveScript(folder: Folder, { file, content }: Named<ObjectiveFile>, edition: number): readonly Asked[] {
  const ask = askFrom(folder, file, content.document);
  const first = content.formerTitles?.[0]?.edition ?? content.edition;
  return [
    ...(first === edition ? [addition(folder, content, edition, ask)] : []),
    ...(content.edition === edition ? contentOf(content, firstDayOf(folder, edition), ask) : []),
  ];
}

function addition(folder: Folder, content: ObjectiveFile, edition: number, ask: Ask): Asked {
  const { code, ambition, line, note, formerTitles = [] } = content;
  const [former] = formerTitles;
  const effectiveOn = firstDayOf(folder, edition);
  if (former !== undefined) {
    const fields = { code, ambition, title: former.title, edition, note, effectiveOn };
    return ask('addObjective', { path: 'formerTitles[0]', line: former.line, about: code, fields });
  }
  const { title, summary, strands } = content;
  return ask('addObjective', {
    path: '',
    line,
    about: code,
    fields: { code, ambition, title, summary, strands, edition, note, effectiveOn },
  });
}

/** What every fact of an objective's content says: whose it is, and from which day. */
interface Fact {
  readonly objective: string;
  readonly effectiveOn: string;
}

function contentOf(content: ObjectiveFile, effectiveOn: string, ask: Ask): readonly Asked[] {
  const { code: objective, startedOn, line } = content;
  const fact = { objective, effectiveOn };
  return [
    ...renewal(content, fact, ask),
    ...milestones(content, fact, ask),
    ...commitments(content, fact, ask),
    ...titleVariants(content, fact, ask),
    ...statements(content, fact, ask),
    ...links(content, fact, ask),
    ...dependencies(content, fact, ask),
    ...risks(content, fact, ask),
    ask('startObjective', { path: 'startedOn', line, about: objective, fields: { objective, effectiveOn: startedOn } }),
  ];
}

/** An objective that had other titles got its present one, its summary and its strands later than it began. */
function renewal({ code, title, summary, strands = [], formerTitles = [], line }: ObjectiveFile, fact: Fact, ask: Ask): readonly Asked[] {
  if (formerTitles.length === 0) return [];
  const reason = 'The summary printed in this edition; what it replaces is not known.';
  return [
    ...formerTitles.map((former, index) => {
      const next = formerTitles[index + 1]?.title ?? title;
      const fields = { ...fact, title: next, effectiveOn: addDays(former.until, 1) };
      return ask('renameObjective', { path: `formerTitles[${index}].until`, line: former.line, about: code, name: next, fields });
    }),
    ask('rescopeObjective', { path: 'summary', line, about: code, fields: { ...fact, summary, reason } }),
    ...strands.map((strand, index) =>
      ask('addStrand', { path: `strands[${index}]`, line, about: code, name: strand, fields: { ...fact, strand } }),
    ),
  ];
}

function milestones({ edition, milestones: all = [] }: ObjectiveFile, fact: Fact, ask: Ask): readonly Asked[] {
  return all.map(({ code: milestone, line, ...fields }, index) =>
    ask('addMilestone', { path: `milestones[${index}]`, line, about: milestone, fields: { ...fact, milestone, ...fields, edition } }),
  );
}

function commitments({ edition, commitments: all = [] }: ObjectiveFile, fact: Fact, ask: Ask): readonly Asked[] {
  return all.map(({ code: commitment, line, ...fields }, index) =>
    ask('recordCommitment', {
      path: `commitments[${index}]`,
      line,
      about: commitment,
      fields: { ...fact, commitment, ...fields, edition },
    }),
  );
}

function titleVariants({ code: about, titleVariants: all = [] }: ObjectiveFile, fact: Fact, ask: Ask): readonly Asked[] {
  return all.map(({ line, ...fields }, index) => {
    const name = `${fields.place} ${fields.wording}`;
    return ask('recordTitleVariant', { path: `titleVariants[${index}]`, line, about, name, fields: { ...fact, ...fields } });
  });
}

/** How it is to end, when it is looked at again, what pays for it, and what it does about inequality. */
function statements({ code, disposition, reviews = [], funding, inequalityAction }: ObjectiveFile, fact: Fact, ask: Ask): readonly Asked[] {
  const said: Asked[] = [];
  if (disposition !== undefined) {
    const { line, ...fields } = disposition;
    said.push(ask('planDisposition', { path: 'disposition', line, about: code, fields: { ...fact, ...fields } }));
  }
  reviews.forEach(({ line, ...fields }, index) => {
    const place = { path: `reviews[${index}]`, line, about: code, name: fields.reviewOn };
    said.push(ask('scheduleReview', { ...place, fields: { ...fact, ...fields } }));
  });
  if (funding !== undefined) {
    const { line, ...fields } = funding;
    said.push(ask('setFundingPosition', { path: 'funding', line, about: code, fields: { ...fact, ...fields } }));
  }
  if (inequalityAction !== undefined) {
    const { line, ...fields } = inequalityAction;
    said.push(ask('setInequalityAction', { path: 'inequalityAction', line, about: code, fields: { ...fact, ...fields } }));
  }
  return said;
}

/** Who watches it, who takes part in it, and what it fits. */
function links(content: ObjectiveFile, fact: Fact, ask: Ask): readonly Asked[] {
  const { code: about, oversight = [], partners = [], alignments = [], line: page } = content;
  return [
    ...oversight.map(({ body, note, line = page }, index) =>
      ask('linkOversight', { path: `oversight[${index}]`, line, about, name: body, fields: { ...fact, body, note } }),
    ),
    ...partners.map((partner, index) =>
      ask('linkPartner', { path: `partners[${index}]`, line: page, about, name: partner, fields: { ...fact, partner } }),
    ),
    ...alignments.map(({ type, name, note, line }, index) =>
      ask('alignObjective', {
        path: `alignments[${index}]`,
        line,
        about,
        name: `${type} ${name}`,
        fields: { ...fact, alignment: type, name, note },
      }),
    ),
  ];
}

function dependencies({ dependencies: all = [], line: page }: ObjectiveFile, fact: Fact, ask: Ask): readonly Asked[] {
  return all.map(({ code: dependency, line = page, ...fields }, index) =>
    ask('declareDependency', { path: `dependencies[${index}]`, line, about: dependency, fields: { ...fact, dependency, ...fields } }),
  );
}

function risks({ risks: all = [] }: ObjectiveFile, fact: Fact, ask: Ask): readonly Asked[] {
  return all.map(({ code: risk, line, ...fields }, index) =>
    ask('raiseRisk', { path: `risks[${index}]`, line, about: risk, fields: { ...fact, risk, ...fields } }),
  );
}
