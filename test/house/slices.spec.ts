import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  isInputObjectType,
  isObjectType,
  isEnumType,
  isInterfaceType,
  type GraphQLInputObjectType,
  type GraphQLSchema,
} from 'graphql';
import { catalog } from '#libs/domain';

/** A field or argument, as far as this test looks at it. */
interface Described {
  readonly name: string;
  readonly description?: string | null;
  readonly args?: readonly Described[];
}

const schema: GraphQLSchema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
const doorOf = (command: string): string => command.charAt(0).toLowerCase() + command.slice(1);

describe.each(catalog.map((slice) => [slice.name, slice] as const))('the %s slice', (_, slice) => {
  test('has a door for every rule', () => {
    expect(mutations).toEqual(expect.arrayContaining(Object.keys(slice.decider.decide).map(doorOf)));
  });

  test('names every event in every projection, or ignores it by name', () => {
    const events = Object.keys(slice.events).sort();
    for (const { kind, on, ignore } of slice.projections) {
      const named = [...Object.keys(on as object), ...(ignore as readonly string[])].sort();
      expect({ kind, named }).toEqual({ kind, named: events });
    }
  });

  test('no event is ignored by all', () => {
    for (const type of Object.keys(slice.events)) {
      expect(slice.projections.some(({ on }) => type in (on as object))).toBe(true);
    }
  });

  test('speaks only of events that it has', () => {
    const named = [...slice.timeless, ...slice.permanent, ...Object.keys(slice.creations)];
    expect(Object.keys(slice.events)).toEqual(expect.arrayContaining(named));
  });

  test('gives default days and gates only to commands that it has', () => {
    const named = [...Object.keys(slice.decider.defaultDay), ...Object.keys(slice.gates)];
    expect(Object.keys(slice.decider.decide)).toEqual(expect.arrayContaining(named));
  });
});

test('every mutation is a rule of some slice, or the retraction', () => {
  const rules = catalog.flatMap((slice) => Object.keys(slice.decider.decide).map(doorOf));
  expect(mutations.toSorted()).toEqual([...rules, 'retractEntry'].sort());
});

test('every mutation can be tried out, by the input that it takes', () => {
  const inputs = Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ name, args: [input] }) => [name, String(input.type)]);
  const tried = schema.getType('PreviewCommand') as GraphQLInputObjectType;
  expect(Object.values(tried.getFields()).map(({ name, type }) => [name, `${String(type)}!`])).toEqual(inputs);
});

test('no two slices share a command or an event', () => {
  const names = catalog.flatMap((slice) => [...Object.keys(slice.decider.decide), ...Object.keys(slice.events)]);
  expect(new Set(names).size).toBe(names.length);
});

test('every type, field, argument and enum value of the schema says what it means', () => {
  const silent: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)) continue;
    const root = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].some((one) => one?.name === type.name);
    if (!type.description && !root) silent.push(type.name);
    if (isEnumType(type))
      silent.push(
        ...type
          .getValues()
          .filter(({ description }) => !description)
          .map(({ name }) => `${type.name}.${name}`),
      );
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields() as Readonly<Record<string, Described>>)) {
      if (!field.description) silent.push(`${type.name}.${field.name}`);
      // A mutation's only argument is its input, and the input type says what it is.
      const given = field.args ?? [];
      const args = given.filter(({ name, description }) => !description && !(root && name === 'input'));
      silent.push(...args.map(({ name }) => `${type.name}.${field.name}(${name})`));
    }
  }
  expect(silent).toEqual([]);
});
