import {
  buildSchema,
  getNamedType,
  isEnumType,
  isObjectType,
  isRequiredArgument,
  isScalarType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';

/** Every field of a type that can be asked without arguments, with everything below it; lists in pages and what leads back left out. */
export function wholeOf(schema: string, typeName: string): string {
  const type = buildSchema(schema).getType(typeName);
  if (!isObjectType(type)) throw new TypeError(`${typeName} is not an object of the schema`);
  return selection(type, [type.name]);
}

function selection(type: GraphQLObjectType, path: readonly string[]): string {
  const fields = Object.values(type.getFields()).flatMap((field) => fieldText(field, path));
  return `{ ${fields.join(' ')} }`;
}

function fieldText(field: GraphQLField<unknown, unknown>, path: readonly string[]): readonly string[] {
  const type = getNamedType(field.type);
  if (field.args.some(isRequiredArgument)) return [];
  if (isScalarType(type) || isEnumType(type)) return [field.name];
  if (!isObjectType(type) || path.includes(type.name) || type.name.endsWith('Connection')) return [];
  return [`${field.name} ${selection(type, [...path, type.name])}`];
}
