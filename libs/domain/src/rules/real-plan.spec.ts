import { describe, expect, test } from '@jest/globals';
import { realPlan } from '../../../../test/support/real-plan.js';
import { planOn } from '../../../../test/support/row-source.js';
import { findingsOf } from './findings.js';
import { publicationFindings } from './publication.js';
import { rules } from './rules.js';

const view = planOn('2025-10-15', realPlan());
const findings = findingsOf(view);

/** What a rule finds for each discrepancy that names it, or why it finds nothing; and what it finds beside, with the reason. */
interface Compared {
  readonly [discrepancy: `D${string}`]: readonly string[] | string;
  readonly beside?: Readonly<Record<string, string>>;
}

const PRINTED = 'stored as the discrepancy resolves it; the printed words are not in the data';

const table: Readonly<Record<string, Compared>> = {
  R01: { D001: ['5a-m06', '5a-m07', '5a-m08', '5a-m09', '5a-m10', '5a-m11'], D002: ['8a-m04', '8a-m05'] },
  R02: { D003: 'the window of 1b-m06 is stored until the end of Year 3, where 1b retires' },
  R03: { D004: 'the retirement of 3a is stored for Year 5' },
  R05: { D006: 'the strand is stored as concluding with Year 4, so that Year 5 comes after it' },
  R06: {
    D007: 'one review of 6a is scheduled in Year 4',
    D008: 'one review of 6b is scheduled in Year 4',
    D009: 'one review of 3c is scheduled as Year 3 closes',
  },
  R07: {
    D010: 'the due days of 2a lie inside their window of three years, and they decide what is late',
    D012: 'the window of 8a-m05 is stored as Year 2, which holds its due day',
  },
  R09: { D013: ['5a-k1'] },
  R10: { D014: ['1a'], D057: ['3a'] },
  R11: { D015: ['1b-k1'] },
  R12: {
    D016: ['1a'],
    D017: ['1c'],
    D018: ['1d'],
    D019: ['2a'],
    D020: ['3b'],
    D021: 'the wordings differ in a comma, and titles are compared without punctuation',
    D022: ['3d'],
    D024: ['4c'],
    D026: ['6a'],
    D027: ['6b'],
    D028: ['6c'],
    D030: 'wordings of ambitions are not in the data',
  },
  R14: { D025: `the paraphrased title of 4c has lost its verb`, D073: PRINTED },
  R15: { D029: 'the import gives every objective its code', D031: 'the import gives every objective its ambition' },
  R16: {
    D032: ['6b-k1'],
    D033: ['6c-k1'],
    D036: ['3c-k5'],
    D037: ['1c-k1'],
    D038: ['1b-k2'],
    D039: ['1a-k3'],
    D040: ['3d-k10', '3d-k11', '3d-k6', '3d-k7', '3d-k8', '3d-k9'],
    D041: ['4b-k1', '4b-k2', '4b-k3'],
    D042: ['8a-k5'],
    beside: Object.fromEntries(
      ['6c-k2', '6c-k3', '6c-k4', '6c-k5', '6c-k6', '6c-k7'].map((code) => [
        code,
        'figure 15 shows 6c-k1 in place of the outcomes of the text; D033 and D035 name the section',
      ]),
    ),
  },
  R17: { D034: ['6c-k8'], D045: ['7b-k2'] },
  R19: {
    D043: ['2a', '2a'],
    D046: ['7a', '7a'],
    beside: {
      '4a': 'two of its three strands: the list names 2a and 7a alone',
      '5a': 'the strand Prevention: the list names 2a and 7a alone',
      '7b': 'three of its strands: the list names 2a and 7a alone',
      '8a': 'the strand of productivity reviews: the list names 2a and 7a alone',
    },
  },
  R20: { D044: ['3b'] },
  R22: { D048: ['7a-k3'] },
  R24: {
    D051: ['1c-k1'],
    D056: ['2b-k2'],
    beside: {
      '3b-k2': 'its baseline of 9% is dated “two years earlier” only',
      '6a-k2': 'its baseline of 2024/25 is named without a number',
    },
  },
  R25: { D054: 'prevalence among adults is stored as a measure of its own' },
  R26: { D055: ['1b-k1'] },
  R27: { D058: ['4d-k4'], beside: { '2b-k1': 'it refers to a national trajectory without values: what D056 says under R24' } },
  R28: {
    D059: ['4a-k1', '4a-k2', '4a-k3'],
    D060: ['3d-k5'],
    beside: Object.fromEntries(
      ['1c-k3', '1c-k4', '1d-k1', '1d-k2', '1d-k3', '2b-k2', '3a-k7', '3a-k8'].map((code) => [
        code,
        'its direction is marked as inferred in the data',
      ]),
    ),
  },
  R29: { D061: ['3a-k3', '3a-k4', '3a-k5', '3c-k4', '6c-k1', '6c-k7'] },
  R30: { D062: 'go-live is stored for March 2026, before all that waits for it', D064: ['7b-m05'] },
  R31: { D063: 'nobody has merged 1d yet; that New Models of Care is missing shows as a broken dependency' },
  R32: {
    D065: 'in paraphrase the two reviews share no more than “digital” and “review”',
    D066: 'in paraphrase the two share no more than “model” and “demand”',
    D067: ['2a-m02'],
  },
  R34: { D069: 'the matching bullet is stored as the action of 1b', D070: ['6a'] },
  R35: { D071: ['4a-m07'] },
  R37: { D074: 'the framework is named in one title only', D117: 'the centres are named in a note only' },
  R40: {
    D078: ['1c-m08', '1c-m09', '1c-m10'],
    D079: ['1d-m02', '1d-m03', '1d-m04', '1d-m06', '1d-m07'],
    D080: ['2b-m02', '2b-m03', '2b-m04', '2b-m05'],
    D081: ['3a-m06'],
    D082: ['6c-m01', '6c-m02', '6c-m03', '6c-m04', '6c-m05', '6c-m06'],
    D083: 'the funding of 1b names no day on which it ends',
  },
  R44: {
    D090: 'one hub is registered, the other name as its alias',
    D091: ['3c', '3c', '6a'],
    D092: 'one collaborative is registered, the other name as its alias',
    D093: 'spellings of a place are not in the data',
    D094: ['report-2'],
    D107: 'the other names of strategies are registered as aliases',
    beside: {
      '1a': 'the partnership and the board by their short names',
      '8a': 'the board by its short name',
      'report-2': 'the partnership by its short name',
      'report-7': 'the board by its abbreviation',
    },
  },
  R45: { D095: ['report-1', 'report-1'] },
  R46: { D097: ['3'] },
  R47: {
    D098: 'the profile is derived from milestones',
    D105: ['place-great-yarmouth-and-waveney', 'place-north-norfolk', 'place-south-norfolk'],
  },
  R50: {
    D104: ['priority-4'],
    beside: Object.fromEntries(
      ['priority-1', 'priority-2', 'priority-3', 'priority-5', 'priority-6'].map((code) => [
        code,
        'the data leads priorities to ambitions only',
      ]),
    ),
  },
  R51: {
    D106: ['hwp-broadland', 'hwp-great-yarmouth', 'hwp-south-norfolk', 'hwp-waveney'],
    beside: Object.fromEntries(
      ['hwp-breckland', 'hwp-kings-lynn-and-west-norfolk', 'hwp-north-norfolk', 'hwp-norwich'].map((code) => [
        code,
        'no partnership says when its priorities are reviewed; D106 names four',
      ]),
    ),
  },
  R52: { D108: 'each percentage is stored with its own base' },
  R53: {
    D109: ['4'],
    D110: ['3', '4'],
    beside: {
      '1': 'two posts of ambition 1 are both marked as leads; D110 names 3, 4 and 6, and 6 has one post with four roles',
      '5': 'two posts of ambition 5 are both marked as leads',
    },
  },
  R54: { D112: PRINTED, D113: ['3a'], D114: PRINTED },
  R55: { D115: ['8a'] },
  MISSING_PART: { beside: { '6a': 'no action on inequality: D070' } },
  OPEN_DISCREPANCY: { beside: { D063: 'the one grave discrepancy that is open' } },
  DEPENDENCY_BROKEN: { beside: { '1d': 'New Models of Care is registered nowhere: D063, under R31 once 1d is merged' } },
};

describe.each(rules.filter(({ look }) => look !== undefined).map(({ name }) => name))('%s on the real plan', (rule) => {
  const { beside = {}, ...said } = table[rule] ?? {};
  const found = findings.filter((finding) => finding.rule === rule).map(({ subject }) => subject);

  test('finds what the list of discrepancies says, and nothing that is not explained', () => {
    const listed = Object.values(said).flatMap((one) => (typeof one === 'string' ? [] : one));
    const rest = [...found];
    for (const subject of listed) expect(rest.splice(rest.indexOf(subject), 1)).toEqual([subject]);
    expect([...new Set(rest)].sort()).toEqual(Object.keys(beside).sort());
  });

  test('has every discrepancy that names it in the table', () => {
    const recorded = view.discrepancies.filter((one) => one.rule === rule).map(({ code }) => code);
    expect(Object.keys(said).sort()).toEqual(recorded.sort());
  });
});

test('strands without a measure are the eleven', () => {
  expect(findings.filter(({ rule }) => rule === 'R19')).toHaveLength(11);
});

test('rules that judge the printed text are their recorded discrepancies', () => {
  const printed = rules.filter(({ kinds }) => kinds.includes('SOURCE')).map(({ name }) => name);
  const recorded = view.discrepancies.filter(({ rule }) => rule !== undefined && printed.includes(rule));
  expect([...new Set(recorded.map(({ rule }) => rule))].sort()).toEqual(printed);
  expect(findings.filter(({ rule }) => printed.includes(rule))).toEqual([]);
});

test('a finding names where it was read, but for what no source speaks of', () => {
  expect(findings.filter(({ sources = [] }) => sources.length === 0).map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([]);
});

test('edition 3 is published with what is acknowledged in the folder', () => {
  expect(publicationFindings(planOn('2025-04-01', realPlan(), 3)).map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([
    'MISSING_PART 6a',
    'OPEN_DISCREPANCY D063',
  ]);
});
