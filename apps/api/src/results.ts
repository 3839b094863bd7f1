import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import { isRefusal, once } from '#libs/domain';
import type * as domain from '#libs/domain';
import type { Receipt, Recorded } from './ledger-command.js';

@ObjectType({ description: 'A fact that explains a refusal.' })
export class RefusalFact implements domain.RefusalFact {
  @Field({ description: 'What it is.' }) name: string;
  @Field({ description: 'Its value, as text.' }) value: string;
}

@ObjectType({ description: 'A correction that would make the command acceptable.' })
export class Proposal implements domain.Proposal {
  @Field({ description: 'The field of the input to put it at, such as `window.startsOn`.' }) path: string;
  @Field({ description: 'What to put there, as text.' }) value: string;
}

@ObjectType({ description: 'A command that the rules turn down. Nothing was recorded, and the key is not used up.' })
export class Refusal implements Omit<domain.Refusal, 'refused'> {
  @Field({ description: 'What is wrong; stable, for machines.' }) code: string;
  @Field({ description: 'What is wrong, as a sentence.' }) message: string;
  @Field({ nullable: true, description: 'The number of the validation rule that is broken, such as `R01`.' }) rule?: string;
  @Field(() => [RefusalFact], { description: 'Facts that explain it.' }) facts: readonly RefusalFact[];
  @Field(() => [Proposal], { description: 'Corrections that would make the command acceptable.' }) proposals: readonly Proposal[];
}

type ResultClass = new () => object;

/** The receipt of a command with the thing that it changed, which is looked for once, and only where it is asked for. */
export function recordedWith<N extends string, T>({ receipt, find }: Recorded, name: N, pick: (view: domain.PlanView) => T | undefined) {
  const get = once(() => find(pick));
  return Object.defineProperty({ receipt }, name, { get }) as { readonly receipt: Receipt } & { readonly [K in N]: T | null };
}

/** The union of what a mutation may answer: the thing recorded, or a refusal. */
export const resultOf = (name: string, recorded: ResultClass) =>
  createUnionType({
    name,
    description: 'What became of the command.',
    types: () => [recorded, Refusal] as const,
    resolveType: (value: object) => (isRefusal(value) ? Refusal : recorded),
  });
