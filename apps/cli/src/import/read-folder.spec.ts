import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyOfExample, EXAMPLE } from '../../../../test/support/example-folder.js';
import { readFolder } from './read-folder.js';

interface Spoilt {
  document: string;
  edition: number;
  ambition: number;
  code: string;
  strands: string[];
  startedOn: unknown;
  colour: string;
  line?: number;
  editions: { number: number; published: unknown; currentFrom: string; firstFinancialYear: string; opinions: { received: string }[] }[];
  ambitions: { number: number }[];
  formerTitles: { until: string; edition: number }[];
  objective: string;
  dependencies: { code: string; to: { kind: string } }[];
  funding: { position: string };
  kind: string;
  entries: { code: string; figures: { value: unknown }[] }[];
  discrepancies: { code: string; settled: { state: string } }[];
  measures: { targets: { value: unknown }[] }[];
  milestones: {
    code: string;
    title: unknown;
    line?: number;
    dueOn?: string;
    strand?: string;
    window: { fromYear: number; startsOn: string; endsOn: string };
  }[];
}

let copy: ReturnType<typeof copyOfExample>;
beforeEach(() => {
  copy = copyOfExample();
});
afterEach(() => copy.remove());

/** The one mistake that a change to one file makes. */
async function mistakeIn(file: string, change: (content: Spoilt) => void): Promise<string> {
  copy.edit(file, change);
  const { problems = [] } = await readFolder(copy.root);
  return problems.map((problem) => `${problem.file} ${problem.path}: ${problem.reason}`).join('\n');
}

describe('the example', () => {
  it('is sound', async () => {
    expect((await readFolder(EXAMPLE)).problems).toBeUndefined();
  });

  it('holds what the plan holds', async () => {
    const { folder } = await readFolder(EXAMPLE);
    const objectives = folder?.objectives.map(({ content }) => content) ?? [];
    const milestones = objectives.flatMap((objective) => objective.milestones ?? []);
    const countBy = (of: 'certainty' | 'nature') => {
      const counts: Record<string, number> = {};
      for (const milestone of milestones) counts[milestone[of]] = (counts[milestone[of]] ?? 0) + 1;
      return counts;
    };
    expect(folder?.editions.editions).toHaveLength(3);
    expect(folder?.ambitions.ambitions.map(({ number }) => objectives.filter(({ ambition }) => ambition === number).length)).toEqual([
      4, 2, 4, 4, 1, 3, 2, 1,
    ]);
    expect(milestones).toHaveLength(168);
    expect(countBy('certainty')).toEqual({ COMMITTED: 151, ASPIRATIONAL: 10, TO_BE_DEFINED: 7 });
    expect(countBy('nature')).toEqual({ DELIVER: 97, CONTINUE: 28, REVIEW: 29, DISPOSITION: 7, PLACEHOLDER: 7 });
    expect(milestones.filter(({ dueOn }) => dueOn !== undefined)).toHaveLength(9);
    const measures = folder?.measures.flatMap(({ content }) => content.measures) ?? [];
    expect(['QUANTITATIVE', 'DIRECTIONAL', 'DELIVERABLE'].map((kind) => measures.filter((one) => one.kind === kind).length)).toEqual([
      25, 69, 16,
    ]);
    expect(objectives.flatMap(({ commitments = [] }) => commitments)).toHaveLength(33);
    expect(objectives.filter(({ funding }) => funding !== undefined)).toHaveLength(21);
    expect(objectives.flatMap(({ risks = [] }) => risks)).toHaveLength(5);
    expect(objectives.flatMap(({ dependencies = [] }) => dependencies)).toHaveLength(63);
    const ofKind = (folder?.register ?? []).map(({ content: { kind, entries } }) => [kind, entries.length]);
    expect(Object.fromEntries(ofKind)).toEqual({
      CASE_STUDY: 13,
      CONTEXT_FACT: 92,
      CORE_PURPOSE: 4,
      COUNTY_PRIORITY: 4,
      ENABLER: 7,
      ENGAGEMENT: 1,
      GOVERNANCE_BODY: 30,
      HEALTH_AND_WELLBEING_PARTNERSHIP: 8,
      IMMEDIATE_PRIORITY: 6,
      INFRASTRUCTURE_EVENT: 8,
      MODEL_OF_CARE: 1,
      NATIONAL_POLICY: 13,
      NATIONAL_SHIFT: 3,
      ORGANISATION: 14,
      PARTNER_PLAN: 11,
      PLACE_BOARD: 5,
      PROGRAMME: 3,
      REPORTING: 8,
      STATEMENT: 15,
      STRATEGY: 19,
    });
    const discrepancies = folder?.discrepancies.discrepancies ?? [];
    expect(['HIGH', 'MEDIUM', 'LOW'].map((severity) => discrepancies.filter((one) => one.severity === severity).length)).toEqual([
      17, 56, 45,
    ]);
    expect(discrepancies.filter(({ settled }) => settled === undefined).map(({ code }) => code)).toEqual(['D063', 'D064', 'D070', 'D083']);
  });
});

describe('a mistake is told with file, path and reason', () => {
  it.each<[string, string, (content: Spoilt) => void, string]>([
    [
      'an unknown field',
      'objectives/1a.json',
      (o) => (o.colour = 'red'),
      'objectives/1a.json colour: is not a field here; known are document, code,',
    ],
    [
      'a missing source line',
      'objectives/1a.json',
      (o) => delete o.milestones[2].line,
      'objectives/1a.json milestones[2].line: is missing',
    ],
    [
      'a value of another kind',
      'objectives/1a.json',
      (o) => (o.milestones[0].title = 7),
      'objectives/1a.json milestones[0].title: must be text of 1 to 300',
    ],
    [
      'no real day',
      'objectives/1a.json',
      (o) => (o.startedOn = '2025-02-30'),
      'objectives/1a.json startedOn: must be a calendar day such as "2025-09-30", not "2025-02-30"',
    ],
    [
      'a vague date that is none',
      'editions.json',
      (e) => (e.editions[1].published = '2024-13'),
      'editions.json editions[1].published: must be a day, month, year',
    ],
    [
      'a milestone code used twice',
      'objectives/1a.json',
      (o) => (o.milestones[1].code = '1a-m01'),
      'objectives/1a.json milestones[1].code: 1a-m01 is there twice',
    ],
    [
      "another objective's milestone",
      'objectives/1a.json',
      (o) => (o.milestones[1].code = '1b-m01'),
      'objectives/1a.json milestones[1].code: must begin with "1a-"',
    ],
    [
      'an objective code used twice',
      'objectives/1b.json',
      (o) => (o.code = '1a'),
      'objectives/1b.json code: 1a is used by another file too',
    ],
    [
      'a code in the wrong file',
      'objectives/1b.json',
      (o) => (o.code = '1z'),
      'objectives/1b.json code: 1z belongs into objectives/1z.json',
    ],
    [
      'an ambition used twice',
      'ambitions.json',
      (a) => (a.ambitions[1].number = 1),
      'ambitions.json ambitions[1].number: 1 is there twice',
    ],
    [
      'an unknown ambition',
      'objectives/1a.json',
      (o) => (o.ambition = 9),
      'objectives/1a.json ambition: 9 is not among the ambitions of ambitions.json',
    ],
    [
      'an unknown edition',
      'objectives/1a.json',
      (o) => (o.edition = 4),
      'objectives/1a.json edition: 4 is not among the editions of editions.json',
    ],
    [
      'an unknown document',
      'objectives/1a.json',
      (o) => (o.document = 'part-2'),
      'objectives/1a.json document: "part-2" is not among the documents of plan.json',
    ],
    [
      'an unknown strand',
      'objectives/4d.json',
      (o) => (o.milestones[0].strand = 'Sleep'),
      'objectives/4d.json milestones[0].strand: "Sleep" is not among the strands of the objective',
    ],
    [
      'a strand told twice',
      'objectives/1a.json',
      (o) => (o.strands[1] = o.strands[0]),
      'objectives/1a.json strands[1]: Health Inequalities Strategic Framework for Action is there twice',
    ],
    ['an edition out of turn', 'editions.json', (e) => (e.editions[2].number = 4), 'editions.json editions[2].number: must be 3'],
    [
      'an edition current before it is published',
      'editions.json',
      (e) => (e.editions[1].currentFrom = '2024-04-01'),
      'editions.json editions[1].currentFrom: 2024-04-01 must not be before 2024-06-01',
    ],
    [
      'a former title in use too long',
      'objectives/1c.json',
      (o) => (o.formerTitles[0].until = '2025-06-30'),
      'objectives/1c.json formerTitles[0].until: must be before 2025-04-01',
    ],
    [
      'days that are not the years (R01)',
      'objectives/5a.json',
      (o) => (o.milestones.find(({ window }) => window.fromYear === 2)!.window.startsOn = '2025-04-01'),
      'window: R01: ',
    ],
    [
      'a due day outside the window',
      'objectives/1a.json',
      (o) => (o.milestones[2].dueOn = '2026-04-01'),
      'objectives/1a.json milestones[2].dueOn: R07: ',
    ],
    [
      'money from nowhere',
      'objectives/1a.json',
      (o) => (o.funding.position = 'LOTTERY'),
      'objectives/1a.json funding.position: must be one of SECURED,',
    ],
    [
      'a dependency on nothing known',
      'objectives/1a.json',
      (o) => (o.dependencies[0].to.kind = 'LUCK'),
      'objectives/1a.json dependencies[0].to.kind: must be one of OBJECTIVE,',
    ],
    [
      'a number that is no text',
      'measures/1b.json',
      (m) => (m.measures[0].targets[0].value = 9),
      'measures/1b.json measures[0].targets[0].value: must be a number as text such as "11.2", not 9',
    ],
    [
      'measures in the wrong file',
      'measures/1b.json',
      (m) => (m.objective = '1c'),
      'measures/1b.json objective: the measures of 1c belong into measures/1c.json',
    ],
    [
      'measures of no edition',
      'measures/1b.json',
      (m) => (m.edition = 4),
      'measures/1b.json edition: 4 is not among the editions of editions.json',
    ],
    [
      'an opinion received on no day',
      'editions.json',
      (e) => (e.editions[2].opinions[1].received = 'in spring'),
      'editions.json editions[2].opinions[1].received: must be a day, month, year',
    ],
    [
      'a kind that the register does not keep',
      'register/enablers.json',
      (r) => (r.kind = 'GADGET'),
      'register/enablers.json kind: must be one of ORGANISATION,',
    ],
    [
      'a code that the register would not take',
      'register/enablers.json',
      (r) => (r.entries[0].code = 'enabler 1'),
      'register/enablers.json entries[0].code: must be a code of 1 to 40 letters and digits',
    ],
    [
      'a figure that is no number',
      'register/context-facts.json',
      (r) => (r.entries[0].figures[0].value = 'three'),
      'register/context-facts.json entries[0].figures[0].value: must be a number as text',
    ],
    [
      'a register of no edition',
      'register/enablers.json',
      (r) => (r.edition = 4),
      'register/enablers.json edition: 4 is not among the editions of editions.json',
    ],
    [
      'a discrepancy settled in no known way',
      'discrepancies.json',
      (d) => (d.discrepancies[0].settled.state = 'FORGOTTEN'),
      'discrepancies.json discrepancies[0].settled.state: must be one of RESOLVED, ACCEPTED_AS_IS',
    ],
  ])('%s', async (_, file, change, expected) => {
    expect(await mistakeIn(file, change)).toContain(expected);
  });

  it('every one of several', async () => {
    copy.edit('objectives/1a.json', (objective: Spoilt) => {
      objective.milestones[0].title = '';
      objective.milestones[1].title = ' blanks around ';
    });
    expect((await readFolder(copy.root)).problems).toHaveLength(2);
  });

  it('a missing file, a file that is no JSON and one that does not belong', async () => {
    rmSync(join(copy.root, 'ambitions.json'));
    copy.write('objectives/1a.json', '{ "code": "1a", }');
    copy.write('objektives.json', '{}');
    expect((await readFolder(copy.root)).problems).toEqual([
      { file: 'ambitions.json', path: '', reason: 'is missing' },
      { file: 'objectives/1a.json', path: '', reason: expect.stringContaining('cannot be read as JSON') },
      { file: 'objektives.json', path: '', reason: 'is not a file of this layout' },
    ]);
  });

  it('files that are not in UTF-8; a mark before the text is none', async () => {
    const text = readFileSync(join(copy.root, 'plan.json'), 'utf8');
    copy.write('plan.json', Buffer.from(text.replace('"title": "', '"title": "Café '), 'latin1'));
    expect((await readFolder(copy.root)).problems).toEqual([
      { file: 'plan.json', path: '', reason: expect.stringMatching(/cannot be read as JSON: .*utf-8/) },
    ]);
    copy.write('plan.json', `\uFEFF${text}`);
    expect((await readFolder(copy.root)).problems).toBeUndefined();
  });

  it('a folder that is not there', async () => {
    expect((await readFolder(join(copy.root, 'nowhere'))).problems).toEqual([
      { file: expect.stringContaining('nowhere'), path: '', reason: 'is not a folder that can be read' },
    ]);
  });
});
