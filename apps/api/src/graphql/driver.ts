import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { type GraphQLSchema, NoSchemaIntrospectionCustomRule, type ValidationRule } from 'graphql';
import { GraphQLHttp } from './graphql-http.js';
import { withMutationDescriptions, withPlainFields } from './plain-fields.js';

/** Texts whose parsed and compiled form Mercurius keeps. */
const REMEMBERED_TEXTS = 256;

/** What a document is held against beyond the rules of GraphQL itself. */
export const extraRules = (production: boolean): readonly ValidationRule[] => (production ? [NoSchemaIntrospectionCustomRule] : []);

/** Mercurius as this API uses it: code first, compiled queries, and its HTTP in our own words. */
export function graphqlOptions(path: string, production: boolean): MercuriusDriverConfig {
  let schema: GraphQLSchema | undefined;
  const http = new GraphQLHttp(production, () => schema!);
  return {
    driver: MercuriusDriver,
    path,
    autoSchemaFile: true,
    sortSchema: true,
    transformSchema: (built) => (schema = withMutationDescriptions(withPlainFields(built))),
    jit: 1,
    cache: REMEMBERED_TEXTS,
    allowBatchedQueries: false,
    graphiql: !production,
    validationRules: [...extraRules(production)],
    additionalRouteOptions: http.route,
    context: http.context,
    errorHandler: http.errorHandler,
    errorFormatter: http.errorFormatter,
  };
}
