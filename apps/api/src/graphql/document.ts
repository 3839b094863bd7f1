import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  Source,
  TokenKind,
  visit,
} from 'graphql';
import { badInput, tooCostly } from './api-error.js';
import { LIMITS } from './limits.js';

/** A parsed request document that is within the limits a document alone can be judged by. */
export interface RequestDocument {
  readonly whole: DocumentNode;
  readonly operations: readonly OperationDefinitionNode[];
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** True where a size that makes the cost stands in a variable: that of a page, or of a list of what to try out. */
  readonly isSizedByVariable: boolean;
}

const SIZES: ReadonlySet<string> = new Set(['first', 'commands', 'without']);

function countTokens(source: Source): number {
  const lexer = new Lexer(source);
  let tokens = 0;
  while (lexer.advance().kind !== TokenKind.EOF) tokens += 1;
  return tokens;
}

const within = (limit: keyof typeof LIMITS, asked: number): void => {
  if (asked > LIMITS[limit]) throw tooCostly(limit, asked);
};

function countInDocument(document: DocumentNode): { aliases: number; directives: number; sizesByVariable: number } {
  const counts = { aliases: 0, directives: 0, sizesByVariable: 0 };
  visit(document, {
    Field: ({ alias }) => {
      if (alias !== undefined) counts.aliases += 1;
    },
    Directive: () => {
      counts.directives += 1;
    },
    Argument: ({ name, value }) => {
      if (SIZES.has(name.value) && value.kind === Kind.VARIABLE) counts.sizesByVariable += 1;
    },
  });
  return counts;
}

function parsed(text: string): DocumentNode {
  const source = new Source(text);
  within('tokens', countTokens(source));
  return parse(source);
}

/** Reads a document. Throws an `ApiError` for a limit, a `GraphQLError` for wrong syntax. */
export function readDocument(text: string): RequestDocument {
  const document = parsed(text);
  const { aliases, directives, sizesByVariable } = countInDocument(document);
  within('aliases', aliases);
  within('directives', directives);
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const byName = new Map(fragments.map((node) => [node.name.value, node]));
  const request = { whole: document, operations, fragments: byName, isSizedByVariable: sizesByVariable > 0 };
  for (const operation of operations) judge(operation, request);
  return request;
}

function judge(operation: OperationDefinitionNode, { fragments }: RequestDocument): void {
  within('depth', depthOf(operation.selectionSet, fragments));
  if (operation.operation === OperationTypeNode.MUTATION) within('mutationFields', sumAtRoot(operation.selectionSet, fragments, asField));
  // The executor does not expect that a directive leaves out all that is subscribed to.
  if (operation.operation === OperationTypeNode.SUBSCRIPTION && sumAtRoot(operation.selectionSet, fragments, directivesOf) > 0) {
    throw badInput([{ path: 'query', message: 'must ask for what it subscribes to without a directive' }]);
  }
}

type Measure = (set: SelectionSetNode, ofFragment: (name: string) => number) => number;

/** Follows fragments, each measured once; a fragment within itself counts as nothing and is refused by validation. */
function measured(set: SelectionSetNode, fragments: RequestDocument['fragments'], measure: Measure): number {
  const known = new Map<string, number>();
  const ofFragment = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 0);
    const fragment = fragments.get(name);
    const value = fragment === undefined ? 0 : measure(fragment.selectionSet, ofFragment);
    known.set(name, value);
    return value;
  };
  return measure(set, ofFragment);
}

const isIntrospection = (name: string): boolean => name === '__schema' || name === '__type';

function depthOf(root: SelectionSetNode, fragments: RequestDocument['fragments']): number {
  const depth: Measure = (set, ofFragment) =>
    set.selections.reduce((deepest, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return Math.max(deepest, ofFragment(selection.name.value));
      if (selection.kind === Kind.INLINE_FRAGMENT) return Math.max(deepest, depth(selection.selectionSet, ofFragment));
      if (isIntrospection(selection.name.value)) return deepest;
      return Math.max(deepest, 1 + (selection.selectionSet === undefined ? 0 : depth(selection.selectionSet, ofFragment)));
    }, 0);
  return measured(root, fragments, depth);
}

type Selection = SelectionSetNode['selections'][number];

/** What the selections at the root of an operation count for together, those within fragments too. */
function sumAtRoot(root: SelectionSetNode, fragments: RequestDocument['fragments'], own: (selection: Selection) => number): number {
  const sum: Measure = (set, ofFragment) =>
    set.selections.reduce((before, selection) => {
      const within = selection.kind === Kind.INLINE_FRAGMENT ? sum(selection.selectionSet, ofFragment) : 0;
      const spread = selection.kind === Kind.FRAGMENT_SPREAD ? ofFragment(selection.name.value) : 0;
      return before + own(selection) + within + spread;
    }, 0);
  return measured(root, fragments, sum);
}

const asField = ({ kind }: Selection): number => (kind === Kind.FIELD ? 1 : 0);
const directivesOf = ({ directives = [] }: Selection): number => directives.length;

/** The operation that is meant. Throws an `ApiError` where that is none or more than one. */
export function operationOf({ operations }: RequestDocument, name: string | null | undefined): OperationDefinitionNode {
  if (name === null || name === undefined || name === '') {
    if (operations.length === 1) return operations[0];
    const message = operations.length === 0 ? 'holds no operation' : 'holds several operations: name one in operationName';
    throw new GraphQLError(`The document ${message}.`);
  }
  const found = operations.find((operation) => operation.name?.value === name);
  if (found === undefined) throw badInput([{ path: 'operationName', message: 'names no operation of the document' }]);
  return found;
}
