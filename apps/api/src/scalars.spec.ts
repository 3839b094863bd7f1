import { describe, expect, test } from '@jest/globals';
import { type GraphQLScalarType, parseValue } from 'graphql';
import {
  GraphQLDay,
  GraphQLDecimal,
  GraphQLEntryNumber,
  GraphQLFinancialYear,
  GraphQLInstant,
  GraphQLJson,
  GraphQLMoney,
} from './scalars.js';

const cases: [GraphQLScalarType<unknown>, unknown[], unknown[]][] = [
  [
    GraphQLDay,
    ['2025-09-30', '2024-02-29', '1900-01-01', '2199-12-31'],
    ['2025-02-29', '2025-9-30', '1899-12-31', '2200-01-01', '20250930', '2025-09-30T00:00:00Z', 20250930],
  ],
  [
    GraphQLInstant,
    ['2025-09-30T12:00:00.000Z'],
    ['2025-09-30T12:00:00', '2025-09-30T24:00:00Z', '2025-09-30T12:00:00+01:00', '2025-02-30T12:00:00Z', '2025-09-30'],
  ],
  [GraphQLEntryNumber, [0, 812, Number.MAX_SAFE_INTEGER], [-1, 1.5, '812', Number.MAX_SAFE_INTEGER + 1, Number.NaN]],
  [GraphQLFinancialYear, ['2025/26', '2099/00'], ['2025/27', '2025-26', '25/26', '1800/01']],
  [GraphQLMoney, [0, -12_50, 260_000_000_000], [12.5, '1250']],
  [GraphQLDecimal, ['0', '-11.20', '0.5'], ['1.', '.5', '01', '1e3', 'NaN', 11.2]],
];

describe.each(cases)('%s', (scalar, right, wrong) => {
  test.each(right)('takes %p', (value) => {
    expect(scalar.parseValue(value)).toBe(value);
    expect(scalar.serialize(value)).toBe(value);
    expect(scalar.parseLiteral(parseValue(JSON.stringify(value)))).toBe(value);
  });

  test.each(wrong)('refuses %p', (value) => {
    expect(() => scalar.parseValue(value)).toThrow(`${scalar.name} must be`);
    const literal = parseValue(JSON.stringify(value));
    const says = { message: expect.stringContaining(`${scalar.name} must be`), nodes: [literal] };
    expect(() => scalar.parseLiteral(literal)).toThrow(expect.objectContaining(says));
  });
});

test('an instant is given milliseconds', () => {
  expect(GraphQLInstant.parseValue('2025-09-30T12:00:00Z')).toBe('2025-09-30T12:00:00.000Z');
  expect(GraphQLInstant.parseValue('2025-09-30T12:00:00.5Z')).toBe('2025-09-30T12:00:00.500Z');
});

test('JSON is only ever given out', () => {
  expect(GraphQLJson.serialize({ a: [1] })).toEqual({ a: [1] });
  expect(() => GraphQLJson.parseValue({})).toThrow('cannot be sent');
});
