import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { choices } from '../fields.js';
import { Node } from '../node.js';
import { Connection } from '../paging.js';
import { GraphQLDay, GraphQLEntryNumber, GraphQLInstant, GraphQLJson } from '../scalars.js';

export const ReportLine = choices<domain.ProgressLine['line']>('ReportLine', 'What a line of a report on progress is about.', {
  AMBITION: 'An ambition.',
  OBJECTIVE: 'An objective.',
  UPDATE: 'What the owner of an objective said of the half-year.',
  CAPACITY: 'A risk to the capacity to deliver.',
  MILESTONE: 'A milestone.',
});

export const ReportChangeKind = choices<domain.ReportChange['kind']>('ReportChangeKind', 'How a line of an issued report differs now.', {
  ADDED: 'It was not in the report.',
  REMOVED: 'It would no longer be in the report.',
  CHANGED: 'It would read otherwise.',
});

@ObjectType({ description: 'How many milestones are completed, in progress and delayed.' })
export class FrozenCounts implements domain.FrozenCounts {
  @Field(() => Int, { description: 'Completed.' }) completed: number;
  @Field(() => Int, { description: 'In progress.' }) inProgress: number;
  @Field(() => Int, { description: 'Delayed.' }) delayed: number;
}

@ObjectType({ description: 'The counts of an ambition.' })
export class AmbitionCounts extends FrozenCounts {
  @Field(() => Int, { description: 'The number of the ambition.' }) ambition: number;
}

@ObjectType({ description: 'The point and the rules that a report was computed at, and what it counts.' })
export class FrozenHead implements domain.FrozenHead {
  @Field(() => GraphQLEntryNumber, { description: 'The last entry that it knows.' }) entry: number;
  @Field(() => GraphQLDay, { description: 'The day reported on: the last of the half-year.' }) on: string;
  @Field(() => Int, { description: 'The number of the edition reported on.' }) edition: number;
  @Field({ description: 'The name of the rule set that it was computed by.' }) ruleSet: string;
  @Field(() => GraphQLDay, { description: 'The last day on which an update was entered in time.' }) cutOff: string;
  @Field({ description: 'All milestones, counted.' }) counts: FrozenCounts;
  @Field(() => [AmbitionCounts], { description: 'Those of each ambition, in order of number.' }) byAmbition: readonly AmbitionCounts[];
}

@ObjectType({ description: 'Where a report was published.' })
export class Publication {
  @Field({ description: 'A committee, a website.' }) destination: string;
  @Field(() => GraphQLDay, { description: 'The day.' }) on: string;
}

@ObjectType('IssuedReport', {
  implements: () => [Node],
  description: 'A report as it was issued. Its content is in the ledger and never changes, whatever is recorded later.',
})
export class IssuedReportNode extends Node implements Omit<domain.IssuedReport, 'because' | 'parts' | 'commands' | 'kept'> {
  @Field({ description: 'Its code; its identity for ever.' }) code: string;
  @Field(() => GraphQLDay, { description: 'The last day of the half-year.' }) periodEnd: string;
  @Field({ description: 'The point and the rules that it was computed at, and what it counts.' }) head: FrozenHead;
  @Field({
    description:
      'SHA-256, hex, over the canonical JSON of the list of the hashes of its parts; each of those is over the canonical JSON of its lines.',
  })
  hash: string;
  @Field(() => GraphQLDay, { description: 'The day on which it was issued.' }) issuedOn: string;
  @Field(() => GraphQLInstant, { description: 'When that was recorded, UTC.' }) issuedAt: string;
  @Field({ nullable: true, description: 'The post that issued it, where one was acted for.' }) issuedBy?: string;
  @Field(() => [Publication], { description: 'Where it was published, oldest first.' }) publications: readonly Publication[];
}

@ObjectType({ description: 'A field of a line that differs.' })
export class ChangedField implements domain.ChangedField {
  @Field({ description: 'Its name.' }) name: string;
  @Field(() => GraphQLJson, { nullable: true, description: 'What was issued; null where there was nothing.' }) issued?: unknown;
  @Field(() => GraphQLJson, { nullable: true, description: 'What the same question says now; null where that is nothing.' }) now?: unknown;
}

@ObjectType({ description: 'A line of an issued report that the same question now answers otherwise.' })
export class ReportChange implements domain.ReportChange {
  @Field(() => ReportLine, { description: 'What the line is about.' }) line: domain.ReportChange['line'];
  @Field({ description: 'The code of that; an ambition by its number, an update by its objective.' }) code: string;
  @Field(() => ReportChangeKind, { description: 'How it differs.' }) kind: domain.ReportChange['kind'];
  @Field(() => [ChangedField], { description: 'The fields that differ, by name.' }) fields: readonly ChangedField[];
}

@ObjectType('ReportChangeConnection', { description: 'A page of changes, in the order of the report; what is new comes last.' })
export class ReportChangeConnection extends Connection('ReportChange', () => ReportChange) {}
