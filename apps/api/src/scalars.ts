import { type ASTNode, GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isDay, isFinancialYear } from '#libs/domain';

const MAX_PENCE = Number.MAX_SAFE_INTEGER;

function textScalar(name: string, description: string, mayBe: string, accepts: (text: string) => boolean, normal = (text: string) => text) {
  const read = (value: unknown, nodes?: ASTNode): string => {
    if (typeof value !== 'string' || !accepts(value)) throw new GraphQLError(`${name} must be ${mayBe}`, { nodes });
    return normal(value);
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => value as string,
    parseValue: (value) => read(value),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined, node),
  });
}

function integerScalar(name: string, description: string, mayBe: string, accepts: (value: number) => boolean) {
  const read = (value: unknown, nodes?: ASTNode): number => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || !accepts(value))
      throw new GraphQLError(`${name} must be ${mayBe}`, { nodes });
    return value;
  };
  return new GraphQLScalarType<number, number>({
    name,
    description,
    serialize: (value) => value as number,
    parseValue: (value) => read(value),
    parseLiteral: (node) => read(node.kind === Kind.INT ? Number(node.value) : undefined, node),
  });
}

const isSaneDay = (text: string): boolean => text >= '1900-01-01' && text <= '2199-12-31' && isDay(text);

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;
const isInstant = (text: string): boolean => isSaneDay(INSTANT.exec(text)?.[1] ?? '');
const withMilliseconds = (text: string): string => `${text.slice(0, 19)}.${text.slice(20, -1).padEnd(3, '0')}Z`;

export const GraphQLDay = textScalar(
  'Date',
  'A calendar day in Europe/London as an ISO date from 1900-01-01 to 2199-12-31, such as `2025-09-30`.',
  'a calendar day such as 2025-09-30, from 1900-01-01 to 2199-12-31',
  isSaneDay,
);

export const GraphQLInstant = textScalar(
  'DateTime',
  'An instant in UTC with milliseconds, such as `2025-09-30T12:00:00.000Z`.',
  'an instant in UTC such as 2025-09-30T12:00:00.000Z',
  isInstant,
  withMilliseconds,
);

export const GraphQLEntryNumber = integerScalar(
  'EntryNumber',
  'The number of an entry in its ledger: 0, 1, 2 … without gaps, at most 2^53 − 1, as a JSON number.',
  'a whole number from 0 to 9007199254740991',
  (value) => value >= 0,
);

export const GraphQLFinancialYear = textScalar(
  'FinancialYear',
  'A financial year from 1 April to 31 March, such as `2025/26`.',
  'a financial year such as 2025/26',
  (text) => isFinancialYear(text) && isSaneDay(`${text.slice(0, 4)}-04-01`),
);

export const GraphQLMoney = integerScalar(
  'Money',
  'An amount of money in whole pence.',
  'a whole number of pence',
  (value) => Math.abs(value) <= MAX_PENCE,
);

export const GraphQLDecimal = textScalar(
  'Decimal',
  'A decimal number as text, for values that must not be rounded, such as `"11.20"`.',
  'a decimal number as text such as "11.20"',
  (text) => /^-?(0|[1-9]\d{0,17})(\.\d{1,12})?$/.test(text),
);

/** Only ever given out: nobody can send one. */
export const GraphQLJson = new GraphQLScalarType<never, unknown>({
  name: 'JSON',
  description: 'Any JSON value. Used only for the payload of entries.',
  serialize: (value) => value,
  parseValue: () => {
    throw new GraphQLError('JSON cannot be sent');
  },
});
