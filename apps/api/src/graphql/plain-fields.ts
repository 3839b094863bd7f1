import { type GraphQLSchema, isObjectType } from 'graphql';

/** Nest gives every field a resolver of this name that only reads a property. */
const ONLY_READS = 'rootFieldResolver';

/** Lets the executor read plain properties itself: calling a resolver for each is what large answers would spend their time on. */
export function withPlainFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve?.name === ONLY_READS) field.resolve = undefined;
    }
  }
  return schema;
}

/** A mutation without words of its own says what its input says. */
export function withMutationDescriptions(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const input = schema.getType(field.name.charAt(0).toUpperCase() + field.name.slice(1));
    field.description ??= input?.description;
  }
  return schema;
}
