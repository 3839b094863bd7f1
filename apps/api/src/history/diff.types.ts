import { ArgsType, Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { factKindNames } from '#libs/domain';
import { Choices, Count, Day, Nested, optional, PlanCode } from '../fields.js';
import { Connection, PageArgs } from '../paging.js';
import { AsOf, OneMoment } from '../plan/as-of.js';
import { Report } from '../reports/report.types.js';
import { GraphQLEntryNumber } from '../scalars.js';
import { EntryNode, type EntrySeen } from './entry.types.js';

export const ChangeKind = { ADDED: 'ADDED', REMOVED: 'REMOVED', CHANGED: 'CHANGED', MOVED: 'MOVED' } as const;
registerEnumType(ChangeKind, {
  name: 'ChangeKind',
  description: 'How a thing differs between two points.',
  valuesMap: {
    ADDED: { description: 'It counts at the second point and not at the first.' },
    REMOVED: { description: 'It counts at the first point and not at the second.' },
    CHANGED: { description: 'It counts at both, and some of its facts differ.' },
    MOVED: { description: 'A measure that now belongs to another objective, or a milestone that goes on under another code.' },
  },
});

export const FieldType = { TEXT: 'TEXT', DAY: 'DAY', NUMBER: 'NUMBER', FLAG: 'FLAG', LIST: 'LIST', RECORD: 'RECORD' } as const;
registerEnumType(FieldType, {
  name: 'FieldType',
  description: 'What a field holds, and so how its value is written.',
  valuesMap: {
    TEXT: { description: 'Text, as it is.' },
    DAY: { description: 'An ISO day.' },
    NUMBER: { description: 'A number in decimal digits.' },
    FLAG: { description: '`true` or `false`.' },
    LIST: { description: 'A list as JSON.' },
    RECORD: { description: 'An object as JSON: it came or went as a whole.' },
  },
});

export const FactKind = Object.fromEntries(factKindNames.map((kind) => [kind, kind])) as { [K in domain.FactKind]: K };
registerEnumType(FactKind, {
  name: 'FactKind',
  description: 'The kinds of things that a plan records facts of.',
  valuesMap: {
    plan: { description: 'The plan itself.' },
    edition: { description: 'An edition, by its number.' },
    ambition: { description: 'An ambition, by its number.' },
    objective: { description: 'An objective.' },
    milestone: { description: 'A milestone.' },
    dependency: { description: 'A dependency.' },
    risk: { description: 'A risk.' },
    commitment: { description: 'A narrative commitment.' },
    periodUpdate: { description: 'An update of an objective for a half-year, by its code and the last day of the half-year.' },
    measure: { description: 'A measure.' },
    observation: { description: 'An observed value, by the code of its measure, its period and its source.' },
    registerEntry: { description: 'An entry of the register.' },
    discrepancy: { description: 'A discrepancy of a source.' },
  },
});

@InputType({ description: 'A point of a plan; what is absent is filled in as `plan` does it.' })
export class Moment {
  @Nested(() => AsOf, 'The moment of the ledger; its last entry if absent.', optional)
  @OneMoment()
  asOf?: AsOf;
  @Day('The day looked at; today, or the day that goes with `asOf`, if absent.', optional) on?: string;
  @Count(1, 1000, 'The edition looked at; the one current at that point if absent.', optional) edition?: number;
}

@ArgsType()
export class PlanDiffArgs {
  @PlanCode() code: string;
  @Nested(() => Moment, 'The first point.') from: Moment;
  @Nested(() => Moment, 'The second point; it may lie before the first.') to: Moment;
}

@InputType({ description: 'Which changes to list; all conditions must hold.' })
export class ChangeFilter {
  @Choices(FactKind, 'Those of things of these kinds.', optional) kinds?: domain.FactKind[];
  @Choices(ChangeKind, 'Those of these kinds.', optional) changes?: domain.ChangeKind[];
}

@ArgsType()
export class ChangesArgs extends PageArgs {
  @Nested(() => ChangeFilter, 'Which ones; all if absent.', optional) filter?: ChangeFilter;
}

@ObjectType('FieldChange', { description: 'How one field of a thing differs.' })
export class FieldChangeNode {
  @Field({ description: 'Its name; within a record the names with points between, such as `window.endsOn`.' }) field: string;
  @Field(() => FieldType, { description: 'How its values are written.' }) type: domain.FieldType;
  @Field(() => String, { nullable: true, description: 'Its value at the first point; null where it has none.' }) before?: string;
  @Field(() => String, { nullable: true, description: 'Its value at the second point; null where it has none.' }) after?: string;
  @Field(() => [GraphQLEntryNumber], { description: 'The numbers of the entries that made it so, oldest first; never empty.' })
  because: readonly number[];
}

@ObjectType('Change', { description: 'How one thing of a plan differs between two points.' })
export class ChangeNode {
  @Field(() => FactKind, { description: 'What kind of thing it is.' }) kind: domain.FactKind;
  @Field({ description: 'Its code, or what stands for one in its kind.' }) code: string;
  @Field({ description: 'What it is called at the second point; what it was called, where it is gone.' }) title: string;
  @Field(() => ChangeKind, { description: 'How it differs.' }) change: domain.ChangeKind;
  @Field(() => [String], { description: 'Where it was: the objective of a measure, the former codes of a milestone.' })
  movedFrom: readonly string[];
  @Field(() => [FieldChangeNode], { description: 'Field by field; of what was added or removed, all of them.' })
  fields: readonly FieldChangeNode[];
  @Field(() => [EntryNode], { description: 'The entries that made all this so, oldest first; never empty.' }) because: readonly EntrySeen[];
}

@ObjectType('ChangeConnection', { description: 'A page of changes, by kind and code.' })
export class ChangeConnection extends Connection('Change', () => ChangeNode) {}

@ObjectType({ implements: () => [Report], description: 'A point of a plan as it was understood: ask again with it for the same answer.' })
export class PlanPoint extends Report {}

@ObjectType('PlanDiff', {
  description:
    'What was recorded of a plan at one point and not at another. Facts are compared, not what derives from them; every change names the entries that made it.',
})
export class PlanDiffNode {
  @Field({ description: 'The first point.' }) from: PlanPoint;
  @Field({ description: 'The second point.' }) to: PlanPoint;
  @Field(() => Int, { description: 'How many things were added.' }) addedCount: number;
  @Field(() => Int, { description: 'How many things were removed.' }) removedCount: number;
  @Field(() => Int, { description: 'How many things changed where they were.' }) changedCount: number;
  @Field(() => Int, { description: 'How many things moved.' }) movedCount: number;
}
