import { Extensions, ResolveField, type ResolveFieldOptions, type ReturnTypeFunc } from '@nestjs/graphql';
import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';

/** Nest gives every field a resolver of this name that only reads a property. */
const ONLY_READS = 'rootFieldResolver';

const DERIVED = 'derived';

/** A field that is made of its parent alone. It is called straight away, without the promises that Nest makes for each call. */
export const DerivedField =
  (type: ReturnTypeFunc, options: ResolveFieldOptions) =>
  <P, R>(target: object, name: string, method: TypedPropertyDescriptor<(this: void, parent: P) => R>): void => {
    ResolveField(type, options)(target, name, method);
    Extensions({ [DERIVED]: method.value })(target, name);
  };

/** Lets the executor read plain properties and call derived fields itself: large answers would spend their time in resolvers. */
export function withPlainFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve?.name === ONLY_READS) field.resolve = undefined;
      field.resolve = (field.extensions[DERIVED] as GraphQLFieldResolver<unknown, unknown> | undefined) ?? field.resolve;
    }
  }
  return schema;
}

const OF_MUTATIONS =
  'Each field is a command of its own; several (at most 20) run one after another, whatever is refused. An error ends the request and leaves no `data`: what stands before it is recorded all the same (`receipt` shows it), what stands after it is not.';

/** A mutation without words of its own says what its input says. */
export function withMutationDescriptions(schema: GraphQLSchema): GraphQLSchema {
  const mutation = schema.getMutationType();
  if (mutation) mutation.description = OF_MUTATIONS;
  for (const field of Object.values(mutation?.getFields() ?? {})) {
    const input = schema.getType(field.name.charAt(0).toUpperCase() + field.name.slice(1));
    field.description ??= input?.description;
  }
  return schema;
}
