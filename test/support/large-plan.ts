import type { Day, DomainEvent } from '#libs/domain';

/** An event, and the day on which it is true. */
interface Fact {
  readonly on: Day;
  readonly event: DomainEvent;
}

const START = '2025-04-01';
const AMBITIONS = 8;
const NATURES = ['DELIVER', 'CONTINUE', 'REVIEW', 'PLACEHOLDER', 'DISPOSITION'];

const on = (day: Day, ...events: readonly DomainEvent[]): readonly Fact[] => events.map((event) => ({ on: day, event }));

/** The facts of a stream, by its name. */
export type Streams = ReadonlyMap<string, readonly Fact[]>;

/** `1a0`, `2a0` … `8a0`, `1a1` …: ambition by ambition in turn. */
const codeOf = (index: number): string => `${(index % AMBITIONS) + 1}a${Math.floor(index / AMBITIONS)}`;

/**
 * A plan of so many objectives, each with ten milestones, three measures' worth of facts, a risk, a dependency on the objective
 * before, an update and a case study; every report has something to say of each of them.
 */
export function largePlan(objectives: number, tenant = 'acme', achieved = 'A clinic opened'): Streams {
  const streams = new Map<string, readonly Fact[]>();
  streams.set(`plan-${tenant}.jfp`, planFacts);
  for (let index = 0; index < objectives; index += 1) {
    const code = codeOf(index);
    streams.set(`objective-${tenant}.jfp.${code}`, objectiveFacts(code, index, achieved));
    streams.set(`measure-${tenant}.jfp.${code}-k1`, measureFacts(`${code}-k1`, code));
    streams.set(`register-${tenant}.jfp.case-${code}`, caseStudy(`case-${code}`, code));
    streams.set(`register-${tenant}.jfp.D-${code}`, discrepancy(`D-${code}`, code));
  }
  return streams;
}

const planFacts: readonly Fact[] = [
  ...on(
    START,
    { type: 'PlanRegistered', data: { plan: 'jfp', title: 'Joint forward plan', owner: { organisation: 'Integrated care board' } } },
    { type: 'EditionOpened', data: { edition: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' } },
    ...Array.from({ length: AMBITIONS }, (_, index) => ({
      type: 'AmbitionAdded',
      data: { ambition: index + 1, edition: 1, title: `Ambition ${index + 1}` },
    })),
    { type: 'EditionPublished', data: { edition: 1, dayUnknown: false, acknowledged: [], checkedAt: -1 } },
    { type: 'EditionBecameCurrent', data: { edition: 1 } },
  ),
];

function objectiveFacts(code: string, index: number, achieved: string): readonly Fact[] {
  const milestones = Array.from({ length: 10 }, (_, place) => milestoneAdded(code, place));
  return [
    ...on(
      START,
      {
        type: 'ObjectiveAdded',
        data: { objective: code, ambition: (index % AMBITIONS) + 1, edition: 1, title: `Improve pathway ${code}` },
      },
      { type: 'ObjectiveStarted', data: { objective: code } },
      { type: 'FundingPositionSet', data: { objective: code, position: 'NATIONAL_TIME_LIMITED', until: '2027-03-31' } },
      {
        type: 'RiskRaised',
        data: { objective: code, risk: `${code}-r01`, kind: 'CAPACITY', text: 'Too few nurses', likelihood: 3, impact: 4 },
      },
      {
        type: 'DispositionPlanned',
        data: { objective: code, kind: 'RETIRE_TO_BAU', endOfYear: 5, inYears: [], dayOpen: false, strands: [] },
      },
      { type: 'AlignmentRecorded', data: { objective: code, alignment: 'NATIONAL_SHIFT', name: 'Prevention' } },
      ...milestones,
      ...(index === 0 ? [] : [dependency(code, codeOf(index - 1))]),
    ),
    ...on('2025-09-01', { type: 'MilestoneMet', data: { milestone: `${code}-m01`, evidence: 'Board minutes' } }),
    ...on('2025-09-30', {
      type: 'PeriodUpdateRecorded',
      data: { objective: code, periodEnd: '2025-09-30', achieved, next: 'Two more', challenges: 'Staff' },
    }),
  ];
}

const dependency = (code: string, before: string): DomainEvent => ({
  type: 'DependencyDeclared',
  data: {
    ...{ objective: code, dependency: `${code}-d01`, milestone: `${code}-m01`, to: { kind: 'MILESTONE', ref: `${before}-m02` } },
    ...{ relation: 'DEPENDS_ON', basis: 'STATED' },
  },
});

function milestoneAdded(objective: string, place: number): DomainEvent {
  const year = (place % 5) + 1;
  const window = { fromYear: year, toYear: year, startsOn: `${2024 + year}-04-01`, endsOn: `${2025 + year}-03-31` };
  return {
    type: 'MilestoneAdded',
    data: {
      ...{ objective, milestone: `${objective}-m${String(place + 1).padStart(2, '0')}`, edition: 1, window },
      ...{ title: `Step ${place + 1} of pathway ${objective}`, certainty: 'COMMITTED', nature: NATURES[place % NATURES.length] },
      ...(place % 3 === 0 && { condition: 'Subject to capacity' }),
    },
  };
}

const measureFacts = (measure: string, objective: string): readonly Fact[] =>
  on(
    START,
    {
      type: 'MeasureDefined',
      data: {
        ...{ measure, objective, edition: 1, title: `Measure ${measure}`, kind: 'QUANTITATIVE', unit: '%', direction: 'INCREASE' },
        ...{ scope: 'OBJECTIVE', inBody: true, inFigure15: true, relatedLines: [] },
      },
    },
    { type: 'BaselineSet', data: { measure, value: '10', asOf: '2025-03-31' } },
    { type: 'TargetSet', data: { measure, target: 1, value: '20', comparator: 'AT_LEAST', byDate: '2028-03-31' } },
    {
      type: 'ObservationRecorded',
      data: {
        measure,
        observation: '2025/26 Q1, NHS Digital',
        period: '2025/26 Q1',
        reportedBy: 'NHS Digital',
        value: '11',
        provisional: false,
      },
    },
  );

const caseStudy = (code: string, objective: string): readonly Fact[] =>
  on(
    START,
    {
      type: 'RegisterEntryAdded',
      data: {
        code,
        kind: 'CASE_STUDY',
        name: `Case ${code}`,
        aliases: [],
        details: { subject: 'Care' },
        figures: [],
        links: [],
        sourceLines: [],
      },
    },
    { type: 'RegisterEntryLinked', data: { code, to: { kind: 'OBJECTIVE', code: objective } } },
  );

const discrepancy = (code: string, objective: string): readonly Fact[] =>
  on(START, {
    type: 'DiscrepancyFound',
    data: {
      code,
      about: [objective],
      category: 'TITLE_VARIANT',
      severity: 'LOW',
      where: 'Figure 8',
      what: 'Another wording',
      sourceLines: [],
    },
  });
