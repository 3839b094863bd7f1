/** What the register keeps. Names are on disk. */
export type RegisterKind =
  | 'ORGANISATION'
  | 'GOVERNANCE_BODY'
  | 'STRATEGY'
  | 'PROGRAMME'
  | 'NATIONAL_POLICY'
  | 'PARTNER_PLAN'
  | 'PLACE_BOARD'
  | 'HEALTH_AND_WELLBEING_PARTNERSHIP'
  | 'ENABLER'
  | 'CORE_PURPOSE'
  | 'NATIONAL_SHIFT'
  | 'COUNTY_PRIORITY'
  | 'IMMEDIATE_PRIORITY'
  | 'MODEL_OF_CARE'
  | 'REPORTING'
  | 'ENGAGEMENT'
  | 'CONTEXT_FACT'
  | 'CASE_STUDY'
  | 'INFRASTRUCTURE_EVENT'
  | 'STATEMENT';

/**
 * How a detail is written: a line or lines of text, a whole number, `true` or `false`, a date as exact as it is known
 * (`2024-09`), a financial year (`2025/26`), or one of the choices.
 */
export type DetailType = 'LINE' | 'LINES' | 'COUNT' | 'FLAG' | 'DATE' | 'FINANCIAL_YEAR' | 'CHOICE';

export interface DetailRule {
  readonly type: DetailType;
  /** What it says, as a sentence. */
  readonly meaning: string;
  /** True where an entry of the kind cannot do without it. */
  readonly required?: boolean;
  /** For a CHOICE: each value with its meaning. */
  readonly choices?: Readonly<Record<string, string>>;
  /** For a CHOICE with a life cycle: the values that may come after each. */
  readonly next?: Readonly<Record<string, readonly string[]>>;
}

export interface KindRule {
  readonly meaning: string;
  readonly details: Readonly<Record<string, DetailRule>>;
}

const line = (meaning: string): DetailRule => ({ type: 'LINE', meaning });
const lines = (meaning: string): DetailRule => ({ type: 'LINES', meaning });
const date = (meaning: string): DetailRule => ({ type: 'DATE', meaning });
const count = (meaning: string): DetailRule => ({ type: 'COUNT', meaning });
const flag = (meaning: string): DetailRule => ({ type: 'FLAG', meaning });
const required = (rule: DetailRule): DetailRule => ({ ...rule, required: true });

const bodyTypes = {
  STATUTORY_BODY: 'A body set up by law.',
  STATUTORY_BOARD: 'A board set up by law.',
  ICB_COMMITTEE: 'A committee of the Integrated Care Board.',
  PROGRAMME_BOARD: 'A board that steers a programme.',
  OVERSIGHT_GROUP: 'A group that watches an area of work.',
  WORKING_GROUP: 'A group that does the work.',
  REFERENCE_GROUP: 'A group that gives advice from experience.',
  PARTNERSHIP: 'A partnership of organisations.',
  ALLIANCE: 'An alliance of organisations.',
  COLLABORATIVE: 'A collaborative of providers.',
  CLINICAL_NETWORK: 'A network of clinicians.',
  PROFESSIONAL_LEADERSHIP: 'The voice of the professions.',
  ASSEMBLY: 'An assembly of a sector.',
  PLACE: 'Bodies of places or districts.',
  OPERATIONAL_SERVICE: 'A service named as a body.',
} as const;

/** The life of a strategy or an outside programme (EXPECTED to PUBLISHED to UNDER_REFRESH to REFRESHED to RETIRED). */
const document: DetailRule = {
  type: 'CHOICE',
  meaning: 'Where it is in its life.',
  choices: {
    EXPECTED: 'Announced, not yet there.',
    IN_DEVELOPMENT: 'Being written.',
    TRANSITIONAL: 'In force until another takes its place.',
    PUBLISHED: 'Published.',
    REFRESH_DUE: 'Published, and due to be refreshed.',
    UNDER_REFRESH: 'Being refreshed.',
    REFRESHED: 'Published anew.',
    RETIRED: 'No longer in force.',
  },
  next: {
    EXPECTED: ['IN_DEVELOPMENT', 'TRANSITIONAL', 'PUBLISHED', 'RETIRED'],
    IN_DEVELOPMENT: ['TRANSITIONAL', 'PUBLISHED', 'RETIRED'],
    TRANSITIONAL: ['PUBLISHED', 'REFRESH_DUE', 'UNDER_REFRESH', 'REFRESHED', 'RETIRED'],
    PUBLISHED: ['REFRESH_DUE', 'UNDER_REFRESH', 'REFRESHED', 'RETIRED'],
    REFRESH_DUE: ['UNDER_REFRESH', 'REFRESHED', 'RETIRED'],
    UNDER_REFRESH: ['REFRESHED', 'RETIRED'],
    REFRESHED: ['REFRESH_DUE', 'UNDER_REFRESH', 'RETIRED'],
    RETIRED: [],
  },
};

const occurrence: DetailRule = {
  type: 'CHOICE',
  meaning: 'Whether it has happened.',
  choices: {
    PLANNED: 'It is planned.',
    CONFIRMED: 'It is certain to come.',
    OCCURRED: 'It has happened.',
    CANCELLED: 'It will not happen.',
  },
  next: { PLANNED: ['CONFIRMED', 'OCCURRED', 'CANCELLED'], CONFIRMED: ['OCCURRED', 'CANCELLED'], OCCURRED: [], CANCELLED: [] },
};

const key = line('The short key it goes by.');

/** Which details each kind has, each with its type and meaning. A new kind, or a new detail, is one line here. */
export const registerKinds: Readonly<Record<RegisterKind, KindRule>> = {
  ORGANISATION: {
    meaning: 'An organisation under one legal name, with the names it also goes by.',
    details: { type: line('What kind of organisation it is.'), model: line('How it is organised, such as a group model.') },
  },
  GOVERNANCE_BODY: {
    meaning: 'A committee, board or group named as having a part in the plan.',
    details: {
      type: required({ type: 'CHOICE', meaning: 'What kind of body it is.', choices: bodyTypes }),
      role: required(line('What it does for the plan.')),
      members: count('How many there are, where the entry stands for several.'),
      funding: lines('What pays for its work.'),
      planningHorizon: line('How far it plans ahead.'),
    },
  },
  STRATEGY: {
    meaning: 'A document named as a source or an enabler.',
    details: { owner: required(line('Who owns it.')), horizon: line('How far it looks ahead.'), state: document },
  },
  PROGRAMME: {
    meaning: 'An outside programme, whose years are not those of the plan.',
    details: {
      owner: line('Who runs it.'),
      state: document,
      yearOneStartsOn: date('When its own year one began.'),
      horizon: line('How long it lasts.'),
    },
  },
  NATIONAL_POLICY: {
    meaning: 'A national policy, plan, law or guidance that the plan answers to.',
    details: { issuer: required(line('Who issued it.')), date: date('When it was, or is to be, issued.'), state: document },
  },
  PARTNER_PLAN: {
    meaning: 'The plan of a partner, and how it fits.',
    details: {
      organisation: required(line('The partner.')),
      alignment: required(line('How the two fit together.')),
    },
  },
  PLACE_BOARD: {
    meaning: 'A board for operational integration at place.',
    details: {
      naming: required({
        type: 'CHOICE',
        meaning: 'Whether the plan names it.',
        choices: { STATED: 'The text names it.', TO_BE_CONFIRMED: 'The name comes from elsewhere and is to be confirmed.' },
      }),
      role: line('What it does.'),
    },
  },
  HEALTH_AND_WELLBEING_PARTNERSHIP: {
    meaning: 'A partnership on a district footprint, with its priorities.',
    details: {
      priorities: required(lines('Its priorities, in their order.')),
      crossCuttingThemes: lines('Themes that cut across them.'),
      provisional: flag('True while they may still change.'),
      reviewOn: date('When they are to be reviewed.'),
    },
  },
  ENABLER: { meaning: 'A cross-cutting way in which partners work.', details: { number: required(count('Its number.')) } },
  CORE_PURPOSE: { meaning: 'A national purpose of an integrated care system.', details: { key } },
  NATIONAL_SHIFT: { meaning: 'One of the national shifts in care.', details: { key } },
  COUNTY_PRIORITY: {
    meaning: 'A priority that two counties share, each in its own words.',
    details: { norfolk: required(line('In the words of Norfolk.')), suffolk: required(line('In the words of Suffolk.')) },
  },
  IMMEDIATE_PRIORITY: {
    meaning: 'An item of the first year, tied to the yearly operational planning round.',
    details: { year: required({ type: 'FINANCIAL_YEAR', meaning: 'The financial year it is for.' }) },
  },
  MODEL_OF_CARE: {
    meaning: 'How care is to be given in time to come.',
    details: {
      regionalDeliveryAreas: lines('Areas of delivery of the region.'),
      localTransformationPriorities: lines('Priorities of local transformation.'),
      levels: lines('Levels at which care is given.'),
      horizon: line('By when.'),
    },
  },
  REPORTING: {
    meaning: 'A report that someone is owed.',
    details: {
      audience: required(lines('Who receives it.')),
      statuses: lines('The statuses that it uses.'),
      structure: line('How it is laid out.'),
      frequency: required(line('How often it is made.')),
      latest: date('The latest known.'),
    },
  },
  ENGAGEMENT: {
    meaning: 'A hearing of the public, with its results as figures.',
    details: {
      method: required(line('How people were asked.')),
      startsOn: date('When it began.'),
      endsOn: date('When it ended.'),
      themes: lines('What people brought up.'),
    },
  },
  CONTEXT_FACT: {
    meaning: 'A fact about the population or its services, as one figure.',
    details: { section: required(line('The section of the plan that states it.')) },
  },
  CASE_STUDY: { meaning: 'An example of the work, without names of people.', details: { subject: required(line('What it is about.')) } },
  INFRASTRUCTURE_EVENT: {
    meaning: 'A building, system or organisation that comes into being.',
    details: { state: { ...occurrence, required: true }, date: date('When, as exactly as it is known.') },
  },
  STATEMENT: {
    meaning: 'Something that holds of the plan as a whole: its mission, what it leaves out, how its source was read.',
    details: { topic: required(line('What it is about.')) },
  },
};

export const REGISTER_KINDS = Object.keys(registerKinds) as readonly RegisterKind[];
