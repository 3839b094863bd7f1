import { applyDecorators } from '@nestjs/common';
import { Field, ID, Int, registerEnumType, type ReturnTypeFunc } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsOptional,
  ValidateBy,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';
import { ruleSetNames } from '#libs/domain';
import { type InputClass, Within } from './input-rules.js';
import { GraphQLDay, GraphQLDecimal, GraphQLEntryNumber, GraphQLFinancialYear, GraphQLInstant, GraphQLMoney } from './scalars.js';
import { wrongLine, wrongText } from './text.js';

/** The GraphQL field and its validation, declared together: a field without a validator would be refused as unknown. */
interface Presence {
  readonly optional?: boolean;
}
export const optional: Presence = { optional: true };

const field = (
  type: ReturnTypeFunc,
  description: string,
  { optional: nullable = false }: Presence,
  ...validators: PropertyDecorator[]
): PropertyDecorator => applyDecorators(Field(type, { nullable, description }), ...(nullable ? [IsOptional()] : []), ...validators);

type Complaint = (value: unknown) => string | undefined;

const given = (members: unknown): number => Object.values(members ?? {}).filter((value) => value !== undefined && value !== null).length;

/** Exactly one of several fields. The schema says so too, but the executor that compiles a query does not check it. */
export const ExactlyOne = (of: string, options?: ValidationOptions): PropertyDecorator =>
  Sound('exactlyOne', (members) => (given(members) === 1 ? undefined : `must be exactly one of ${of}`), options);

/** A validator that says what is wrong, or nothing. */
export function Sound(name: string, complaint: Complaint, options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name,
      validator: {
        validate: (value) => complaint(value) === undefined,
        defaultMessage: (args) =>
          [args?.value]
            .flat()
            .map(complaint)
            .find((found) => found !== undefined) ?? 'is wrong',
      },
    },
    options,
  );
}

const matching =
  (pattern: RegExp, mayBe: string): Complaint =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? undefined : `must be ${mayBe}`;

const wholeNumber =
  (least: number, most: number): Complaint =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? undefined
      : `must be a whole number from ${least} to ${most}`;

const string: Complaint = (value) => (typeof value === 'string' ? undefined : 'must be text');

const code =
  (name: string, pattern: RegExp, mayBe: string) =>
  (description: string, presence: Presence = {}) =>
    field(() => String, description, presence, Sound(name, matching(pattern, mayBe)));

const OBJECTIVE = /^[A-Za-z0-9]{1,16}$/;
const MILESTONE = /^[A-Za-z0-9]{1,16}-[a-z]\d{1,4}$/;
const PLAN = /^[a-z][a-z0-9]{1,31}$/;

export const PlanCode = (description = 'The code of the plan, such as `jfp`.', presence: Presence = {}) =>
  field(
    () => ID,
    description,
    presence,
    Sound('planCode', matching(PLAN, 'a plan code: a small letter, then 1 to 31 small letters and digits')),
  );

export const ObjectiveCode = (description = 'The code of the objective, such as `1b`.', presence: Presence = {}) =>
  code('objectiveCode', OBJECTIVE, 'an objective code: 1 to 16 letters and digits')(description, presence);

const MILESTONE_CODE = matching(MILESTONE, 'a milestone code: that of its objective, a hyphen, a small letter and up to 4 digits');

export const MilestoneCode = (description = 'The code of the milestone, such as `1b-m06`.', presence: Presence = {}) =>
  field(() => String, description, presence, Sound('milestoneCode', MILESTONE_CODE));

/** Codes of several objectives. */
export const ObjectiveCodes = (description: string) =>
  field(
    () => [String],
    description,
    {},
    ...list(MOST_IN_A_LIST, 1),
    Sound('objectiveCode', matching(OBJECTIVE, 'an objective code: 1 to 16 letters and digits'), { each: true }),
  );

/** Codes of several milestones. */
export const MilestoneCodes = (description: string) =>
  field(() => [String], description, {}, ...list(MOST_IN_A_LIST, 1), Sound('milestoneCode', MILESTONE_CODE, { each: true }));

export const MeasureCode = (description = 'The code of the measure, such as `1b-k1`.', presence: Presence = {}) =>
  code(
    'measureCode',
    MILESTONE,
    'a measure code: that of the objective it was defined under, a hyphen, a small letter and up to 4 digits',
  )(description, presence);

const partCode =
  (name: string, letter: string, example: string) =>
  (presence: Presence = {}) =>
    code(
      `${name}Code`,
      new RegExp(`^[A-Za-z0-9]{1,16}-${letter}\\d{1,4}$`),
      `the code of a ${name}: that of its objective, a hyphen, ${letter} and up to 4 digits`,
    )(`The code of the ${name}, such as \`${example}\`.`, presence);

export const DependencyCode = partCode('dependency', 'd', '1a-d01');
export const RiskCode = partCode('risk', 'r', '1d-r01');
export const CommitmentCode = partCode('commitment', 'c', '1b-c01');

/** The code of an objective, or of one of its milestones or measures. */
export const ItemCode = (description: string, presence: Presence = {}) =>
  code('itemCode', /^[A-Za-z0-9]{1,16}(-[a-z]\d{1,4})?$/, 'the code of an objective, a milestone or a measure')(description, presence);

/** The code of any thing: an objective, a milestone, an ambition or edition by its number. */
export const ThingCode = (description: string, presence: Presence = {}) =>
  code('thingCode', /^(?=.{1,64}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, 'the code of a thing, such as 1b or 1b-m06')(description, presence);

/** The code of an entry of the register, or of a discrepancy. */
export const RegisterCode = (description = 'The code in the register, such as `D001` or `people-plan`.', presence: Presence = {}) =>
  code(
    'registerCode',
    /^(?=.{1,40}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/,
    'a register code: 1 to 40 letters and digits, with single hyphens between them',
  )(description, presence);

/** The code of a report that is issued. */
export const ReportCode = (description: string, presence: Presence = {}) =>
  code(
    'reportCode',
    /^(?=.{1,40}$)[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/,
    'a report code: 1 to 40 letters and digits, with single hyphens between them',
  )(description, presence);

/** The number of a validation rule. */
export const RuleNumber = (description: string, presence: Presence = {}) =>
  code('ruleNumber', /^R\d{2}$/, 'the number of a rule such as R01')(description, presence);

/** The name of a rule set that this version of the code has. */
export const RuleSetName = (description: string, presence: Presence = {}) =>
  field(
    () => String,
    description,
    presence,
    Sound('ruleSetName', (value) =>
      ruleSetNames.some((name) => name === value) ? undefined : `must be one of ${ruleSetNames.join(', ')}`,
    ),
  );

/** An id that a node has given of itself. */
export const NodeId = (description: string) =>
  field(
    () => ID,
    description,
    {},
    Sound('nodeId', (value) => wrongLine(value, 200)),
  );

/** An idempotency key: what a client chooses to call its command. */
export const CommandKey = (description: string, presence: Presence = {}) =>
  field(() => ID, description, presence, Sound('commandKey', matching(/^[\w.:/-]{1,128}$/, '1 to 128 letters, digits and . : / _ -')));

/** One line of text: a title, a post, a name. */
export const Line = (max: number, description: string, presence: Presence = {}) =>
  field(
    () => String,
    description,
    presence,
    Sound('line', (value) => wrongLine(value, max)),
  );

/** Text of several lines: a reason, a note, evidence. */
export const Text = (max: number, description: string, presence: Presence = {}) =>
  field(
    () => String,
    description,
    presence,
    Sound('text', (value) => wrongText(value, max)),
  );

const MOST_IN_A_LIST = 100;
const list = (most: number, least = 0): PropertyDecorator[] => [
  IsArray({ message: 'must be a list' }),
  ArrayMinSize(least, { message: `must have at least ${least}` }),
  ArrayMaxSize(most, { message: `must have at most ${most}` }),
];

/** Several lines of text. */
export const Lines = (max: number, description: string, presence: Presence = {}) =>
  field(
    () => [String],
    description,
    presence,
    ...list(MOST_IN_A_LIST),
    Sound('line', (value) => wrongLine(value, max), { each: true }),
  );

export const Day = (description: string, presence: Presence = {}) => field(() => GraphQLDay, description, presence, Sound('day', string));

export const InstantField = (description: string, presence: Presence = {}) =>
  field(() => GraphQLInstant, description, presence, Sound('instant', string));

export const FinancialYear = (description: string, presence: Presence = {}) =>
  field(() => GraphQLFinancialYear, description, presence, Sound('financialYear', string));

/** A whole number within limits. */
export const Count = (least: number, most: number, description: string, presence: Presence = {}) =>
  field(() => Int, description, presence, Sound('count', wholeNumber(least, most)));

export const Counts = (least: number, most: number, description: string, presence: Presence = {}) =>
  field(() => [Int], description, presence, ...list(MOST_IN_A_LIST), Sound('count', wholeNumber(least, most), { each: true }));

export const DecimalNumber = (description: string, presence: Presence = {}) =>
  field(() => GraphQLDecimal, description, presence, Sound('decimal', string));

export const EntryNumber = (description: string, presence: Presence = {}) =>
  field(() => GraphQLEntryNumber, description, presence, Sound('entryNumber', wholeNumber(0, Number.MAX_SAFE_INTEGER)));

/** Numbers of several entries. */
export const EntryNumbers = (description: string, presence: Presence = {}, most = MOST_IN_A_LIST) =>
  field(
    () => [GraphQLEntryNumber],
    description,
    presence,
    ...list(most),
    Sound('entryNumber', wholeNumber(0, Number.MAX_SAFE_INTEGER), { each: true }),
  );

/** An amount of money in whole pence. */
export const Pence = (description: string, presence: Presence = {}) =>
  field(() => GraphQLMoney, description, presence, Sound('pence', wholeNumber(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)));

export const Flag = (description: string, presence: Presence = {}) =>
  field(() => Boolean, description, presence, IsBoolean({ message: 'must be true or false' }));

/** Declares an enum to GraphQL from its values and what each means, so that none can be forgotten. */
export function choices<T extends string>(name: string, description: string, values: Readonly<Record<T, string>>): Readonly<Record<T, T>> {
  const keys = Object.keys(values) as T[];
  const ref = Object.fromEntries(keys.map((key) => [key, key])) as Record<T, T>;
  const valuesMap = Object.fromEntries(keys.map((key) => [key, { description: values[key] }])) as Record<T, { description: string }>;
  registerEnumType(ref, { name, description, valuesMap });
  return ref;
}

const chosen =
  (ref: Readonly<Record<string, string>>): Complaint =>
  (value) =>
    typeof value === 'string' && Object.hasOwn(ref, value) ? undefined : `must be one of ${Object.keys(ref).join(', ')}`;

export const Choice = (ref: Readonly<Record<string, string>>, description: string, presence: Presence = {}) =>
  field(() => ref, description, presence, Sound('choice', chosen(ref)));

export const Choices = (ref: Readonly<Record<string, string>>, description: string, presence: Presence = {}) =>
  field(() => [ref] as never, description, presence, ...list(MOST_IN_A_LIST), Sound('choice', chosen(ref), { each: true }));

/** An object with fields of its own. */
export const Nested = (type: () => InputClass, description: string, presence: Presence = {}) =>
  field(type as ReturnTypeFunc, description, presence, ValidateNested({ message: 'must be an object' }), Within(type));

/** A list of objects with fields of their own. */
export const NestedList = (type: () => InputClass, description: string, presence: Presence = {}, most = MOST_IN_A_LIST) =>
  field(
    () => [type()] as never,
    description,
    presence,
    ...list(most),
    ValidateNested({ each: true, message: 'must be a list of objects' }),
    Within(type),
  );
