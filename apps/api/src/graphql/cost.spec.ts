import { describe, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { costOf } from './cost.js';
import { operationOf, readDocument } from './document.js';

const schema = buildSchema(`
  type Query { tried(commands: [Int!], without: [Int!]): Plan plan(code: ID!, asOf: Int, on: String): Plan }
  type Plan { title: String objectives: [Objective!]! milestones(first: Int!): MilestoneConnection! owner: Owner }
  type Owner { name: String }
  type Objective { code: ID owner: Owner milestones: [Milestone!]! }
  type MilestoneConnection { nodes: [Milestone!]! edges: [MilestoneEdge!]! }
  type MilestoneEdge { node: Milestone! }
  type Milestone { code: ID owner: Owner }
`);

const large = buildSchema('type Query { owners: [Owner!]! } type Owner { name: String }');

const cost = (query: string, variables: Record<string, unknown> = {}): number => {
  const document = readDocument(query);
  return costOf(schema, document, operationOf(document, undefined), variables);
};

describe('the cost of a question', () => {
  test.each([
    ['of scalars alone is that of their object', '{ plan(code: "a") { title } }', 1],
    ['counts objects', '{ plan(code: "a") { title owner { name } } }', 2],
    ['counts looking back', '{ plan(code: "a", asOf: 3) { title } }', 21],
    ['takes a list for ten', '{ plan(code: "a") { objectives { code } } }', 11],
    ['multiplies lists in lists', '{ plan(code: "a") { objectives { milestones { code } } } }', 1 + 10 * (1 + 10)],
    ['takes a page for what it asks', '{ plan(code: "a") { milestones(first: 50) { nodes { code } } } }', 1 + 50 * 2],
    ['counts what is in each edge', '{ plan(code: "a") { milestones(first: 5) { edges { node { owner { name } } } } } }', 1 + 5 * 4],
    ['follows fragments', '{ plan(code: "a") { ...P } } fragment P on Plan { objectives { code } ... on Plan { owner { name } } }', 12],
    ['counts each alias', '{ a: plan(code: "a") { title } b: plan(code: "b") { title } }', 2],
    ['counts what is tried out', '{ tried(commands: [1, 2], without: [3]) { title } }', 1 + 3 * 20],
    ['leaves the unknown to validation', '{ nothing { of: that } plan(code: "a") { nor { this } } }', 1],
  ])('%s', (_, query, expected) => expect(cost(query)).toBe(expected));

  test('takes a list for as many as it says that it holds', () => {
    const { owners } = (large.getType('Query') as GraphQLObjectType).getFields();
    owners.extensions = { holds: 300 };
    const document = readDocument('{ owners { name } }');
    expect(costOf(large, document, operationOf(document, undefined), {})).toBe(300);
  });

  test('takes the length of what is tried out from variables', () => {
    const query = 'query($c: [Int!]) { tried(commands: $c) { title } }';
    expect(cost(query, { c: [1, 2, 3] })).toBe(61);
    expect(cost(query, { c: 1 })).toBe(21);
  });

  test('takes page sizes from variables and their defaults', () => {
    const query = 'query($n: Int = 7) { plan(code: "a") { milestones(first: $n) { nodes { code } } } }';
    expect(cost(query, { n: 20 })).toBe(41);
    expect(cost(query)).toBe(15);
    expect(cost(query, { n: 'many' })).toBe(15);
    expect(cost(query, { n: -5 })).toBe(3);
  });
});
