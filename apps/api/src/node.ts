import { Field, ID, InterfaceType } from '@nestjs/graphql';

const KINDS = [
  ...(['plan', 'edition', 'ambition', 'objective', 'milestone', 'dependency', 'risk', 'commitment', 'periodUpdate'] as const),
  ...(['measure', 'registerEntry', 'discrepancy', 'issuedReport', 'entry'] as const),
];

export type NodeKind = (typeof KINDS)[number];

@InterfaceType('Node', {
  description: 'A thing that can be asked for again by its id.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and stable: it survives renames and editions.' }) id: string;
}

/** Where a node is found again: its kind, its plan (empty for entries) and its key. */
export interface NodeKey {
  readonly kind: NodeKind;
  readonly plan: string;
  readonly key: string;
}

const PATTERN = new RegExp(`^(${KINDS.join('|')}):([a-z0-9]{0,32}):([A-Za-z0-9-]{0,40})$`);

export const nodeId = (kind: NodeKind, plan: string, key: string | number): string =>
  Buffer.from(`${kind}:${plan}:${key}`).toString('base64url');

/** Reads an id that `nodeId` made; undefined for any other text. */
export function readNodeId(id: string): NodeKey | undefined {
  const match = PATTERN.exec(Buffer.from(id, 'base64url').toString('latin1'));
  if (match === null) return undefined;
  const [, kind, plan, key] = match;
  return nodeId(kind as NodeKind, plan, key) === id ? { kind: kind as NodeKind, plan, key } : undefined;
}
