import {
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type GraphQLNamedType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { Extensions } from '@nestjs/graphql';
import type { RequestDocument } from './document.js';

/** What a list without pages is taken to hold. */
const USUAL_LIST = 10;
/** Looking at another moment than the present one. */
const LOOKING_BACK = 20;
const LOOKING: ReadonlySet<string> = new Set(['asOf', 'on', 'from', 'to']);
/** Trying one thing out, by the arguments that list what to try. */
const TRYING_OUT = 20;
const TRYING: ReadonlySet<string> = new Set(['commands', 'without']);

const HOLDS = 'holds';

/** Says how many objects a list without pages is taken to hold, where that is more than usual. */
export const Holds = (objects: number): PropertyDecorator => Extensions({ [HOLDS]: objects });

type Variables = Readonly<Record<string, unknown>>;

function firstOf(node: FieldNode, operation: OperationDefinitionNode, variables: Variables): number | undefined {
  const value = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
  if (value?.kind === Kind.INT) return Number(value.value);
  if (value?.kind !== Kind.VARIABLE) return undefined;
  const sent = variables[value.name.value];
  if (typeof sent === 'number') return sent;
  const fallback = operation.variableDefinitions?.find(({ variable }) => variable.name.value === value.name.value)?.defaultValue;
  return fallback?.kind === Kind.INT ? Number(fallback.value) : undefined;
}

const looksBack = (node: FieldNode): boolean => node.arguments?.some(({ name }) => LOOKING.has(name.value)) ?? false;

function lengthOf(value: ValueNode, variables: Variables): number {
  if (value.kind === Kind.LIST) return value.values.length;
  const sent = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  return Array.isArray(sent) ? sent.length : 1;
}

/** How many things a field is to try out. */
const triedBy = (node: FieldNode, variables: Variables): number =>
  (node.arguments ?? []).reduce((sum, { name, value }) => sum + (TRYING.has(name.value) ? lengthOf(value, variables) : 0), 0);

const isConnection = (type: GraphQLNamedType): boolean => type.name.endsWith('Connection');

/** How many objects a field may yield: its page size, the usual length of a list, or one. */
function sizeOf(field: GraphQLField<unknown, unknown>, parent: GraphQLNamedType, first: number | undefined): number {
  if (field.args.some(({ name }) => name === 'first')) return Math.max(1, first ?? 1);
  if (!isListType(getNullableType(field.type)) || isConnection(parent)) return 1;
  const holds = field.extensions[HOLDS];
  return typeof holds === 'number' ? holds : USUAL_LIST;
}

/** The number of objects that an operation asks for at the page sizes it names, looking back and trying out counted on top. */
export function costOf(
  schema: GraphQLSchema,
  { fragments }: RequestDocument,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const ofFragments = new Map<string, number>();

  const ofFragment = (name: string): number => {
    const known = ofFragments.get(name);
    if (known !== undefined) return known;
    ofFragments.set(name, 0);
    const fragment = fragments.get(name);
    const value = fragment === undefined ? 0 : ofSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    ofFragments.set(name, value);
    return value;
  };

  const ofField = (node: FieldNode, parent: GraphQLNamedType): number => {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined || node.selectionSet === undefined) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    const each = 1 + ofSet(node.selectionSet, type);
    const looking = (looksBack(node) ? LOOKING_BACK : 0) + triedBy(node, variables) * TRYING_OUT;
    return each * sizeOf(field, parent, firstOf(node, operation, variables)) + looking;
  };

  const ofSet = (set: SelectionSetNode, parent: GraphQLNamedType | null | undefined): number =>
    set.selections.reduce((sum, selection) => {
      if (parent === null || parent === undefined) return sum;
      if (selection.kind === Kind.FIELD) return sum + ofField(selection, parent);
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + ofFragment(selection.name.value);
      return (
        sum +
        ofSet(selection.selectionSet, selection.typeCondition === undefined ? parent : schema.getType(selection.typeCondition.name.value))
      );
    }, 0);

  return ofSet(operation.selectionSet, schema.getRootType(operation.operation));
}
