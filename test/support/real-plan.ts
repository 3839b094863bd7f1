import { readdirSync, readFileSync } from 'node:fs';
import { planYears, type Certainty, type Nature, type DomainEvent } from '#libs/domain';
import { EXAMPLE } from './example-folder.js';
import { on, type Fact } from './given.js';
import { threeEditions } from './plans.js';
import type { PlanFacts } from './row-source.js';

interface ExampleObjective {
  readonly code: string;
  readonly ambition: number;
  readonly title: string;
  readonly milestones: readonly {
    readonly code: string;
    readonly title: string;
    readonly window: { readonly fromYear: number; readonly toYear: number };
    readonly dueOn?: string;
    readonly certainty: Certainty;
    readonly nature: Nature;
    readonly condition?: string;
  }[];
}

const START = '2025-04-01';
const YEARS = planYears('2025/26');

/** Where the money of an objective of edition 3 comes from, and the last day of it where the plan names one. */
const FUNDING: Readonly<Record<string, readonly [position: string, until?: string]>> = {
  '1a': ['SUBJECT_TO_FUNDING'],
  '1b': ['PARTIAL'],
  '1c': ['NATIONAL_TIME_LIMITED', '2029-03-31'],
  '1d': ['PARTIAL', '2026-03-31'],
  '2a': ['EXISTING_RESOURCES'],
  '2b': ['SECURED', '2026-03-31'],
  '3a': ['NATIONAL_TIME_LIMITED', '2026-03-31'],
  '3b': ['EXISTING_RESOURCES'],
  '3c': ['SUBJECT_TO_FUNDING'],
  '3d': ['EXISTING_RESOURCES'],
  '4a': ['EXISTING_RESOURCES'],
  '4b': ['EXISTING_RESOURCES'],
  '4c': ['SECURED'],
  '4d': ['EXISTING_RESOURCES'],
  '5a': ['SUBJECT_TO_FUNDING'],
  '6a': ['EXISTING_RESOURCES'],
  '6b': ['SECURED'],
  '6c': ['PARTIAL', '2026-03-31'],
  '7a': ['SECURED'],
  '7b': ['EXISTING_RESOURCES'],
  '8a': ['EXISTING_RESOURCES'],
};

const DEPENDS_ON: Readonly<Record<string, readonly string[]>> = {
  '3b': ['8a', '3a'],
  '4a': ['3a'],
  '4b': ['4a'],
  '5a': ['6b'],
  '6c': ['6b'],
  '8a': ['7b'],
};

const RELATED: Readonly<Record<string, readonly string[]>> = {
  '1b': ['3b'],
  '2a': ['2b'],
  '2b': ['2a'],
  '3b': ['1b'],
  '3d': ['4b'],
  '4b': ['4c', '4d', '3d'],
  '4c': ['4b'],
  '4d': ['4b'],
  '6a': ['6b'],
  '6b': ['6a'],
  '7a': ['7b'],
  '7b': ['7a'],
};

const EPR = 'Single acute Electronic Patient Record';
const PROGRAMMES: Readonly<Record<string, string>> = {
  '1c': 'National lung cancer screening programme',
  '1d': 'New Models of Care',
  '3b': EPR,
  '4c': 'Council Early Help and Family Support',
  '7a': EPR,
  '7b': EPR,
};

/** Milestones that wait for the go-live of the patient record, 8a-k4, with the months that each needs after it. */
const ON_GO_LIVE: Readonly<Record<string, number>> = { '3b-m05': 0, '7b-m04': 0, '7b-m09': 0, '8a-m05': 12 };

function dependenciesOf(code: string): readonly DomainEvent[] {
  const to = (kind: string, ref: string, fields: object = {}): object => ({ to: { kind, ref }, relation: 'DEPENDS_ON', ...fields });
  const all = [
    ...(DEPENDS_ON[code] ?? []).map((ref) => to('OBJECTIVE', ref)),
    ...(RELATED[code] ?? []).map((ref) => to('OBJECTIVE', ref, { relation: 'RELATED' })),
    ...(code in PROGRAMMES ? [to('PROGRAMME', PROGRAMMES[code])] : []),
    ...Object.entries(ON_GO_LIVE)
      .filter(([milestone]) => milestone.startsWith(`${code}-`))
      .map(([milestone, leadMonths]) => to('MEASURE', '8a-k4', { milestone, leadMonths })),
  ];
  return all.map((fields, index) => ({
    type: 'DependencyDeclared',
    data: { objective: code, dependency: `${code}-d${String(index + 1).padStart(2, '0')}`, basis: 'STATED', ...fields },
  }));
}

function factsOf({ code, ambition, title, milestones }: ExampleObjective): readonly Fact[] {
  const [position, until] = FUNDING[code];
  return on(
    START,
    { type: 'ObjectiveAdded', data: { objective: code, ambition, edition: 3, title } },
    { type: 'ObjectiveStarted', data: { objective: code } },
    ...milestones.map(({ code: milestone, window: { fromYear, toYear }, dueOn, condition, ...said }) => ({
      type: 'MilestoneAdded',
      data: {
        objective: code,
        milestone,
        edition: 3,
        title: said.title,
        certainty: said.certainty,
        nature: said.nature,
        window: { fromYear, toYear, startsOn: YEARS[fromYear - 1].startsOn, endsOn: YEARS[toYear - 1].endsOn },
        ...(dueOn !== undefined && { dueOn }),
        ...(condition !== undefined && { condition }),
      },
    })),
    { type: 'FundingPositionSet', data: { objective: code, position, ...(until !== undefined && { until }) } },
    ...dependenciesOf(code),
  );
}

const goLive = on(
  START,
  {
    type: 'MeasureDefined',
    data: {
      measure: '8a-k4',
      objective: '8a',
      edition: 3,
      title: 'Electronic Patient Record go-live',
      kind: 'DELIVERABLE',
      direction: 'DELIVER',
      scope: 'OBJECTIVE',
      inBody: true,
      inFigure15: true,
      relatedLines: [],
    },
  },
  { type: 'TargetSet', data: { measure: '8a-k4', target: 1, byDate: '2026-03-31', period: '2025/26 Q4' } },
);

const programme = (code: string, name: string): readonly Fact[] =>
  on(START, {
    type: 'RegisterEntryAdded',
    data: { code, kind: 'PROGRAMME', name, aliases: [], details: {}, figures: [], links: [], sourceLines: [] },
  });

/**
 * Edition 3 of the real plan as facts: the objectives and milestones of the example, with their funding, their dependencies on each
 * other and on programmes (New Models of Care is registered nowhere), and the go-live of the patient record.
 */
export function realPlan(): PlanFacts {
  const files = readdirSync(`${EXAMPLE}/objectives`).sort();
  const objectives = files.map((file) => JSON.parse(readFileSync(`${EXAMPLE}/objectives/${file}`, 'utf8')) as ExampleObjective);
  return {
    plan: threeEditions,
    objectives: objectives.map(factsOf),
    measures: [goLive],
    register: [
      programme('lung-screening', 'National Lung Cancer Screening Programme'),
      programme('early-help', 'Council Early Help and Family Support'),
      programme('epr', EPR),
    ],
  };
}
