import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { choices } from '../fields.js';
import { GraphQLDay } from '../scalars.js';
import { Report, TallyNode } from './report.types.js';

export const CalendarKind = choices<domain.CalendarLine['kind']>('CalendarKind', 'What is to come.', {
  CONTINUE: 'It continues.',
  RETIRE_TO_BAU: 'It retires to business as usual.',
  REVIEW_OR_RETIRE: 'It is reviewed, or retires.',
  REFRESH_OR_REPLACE: 'It is refreshed or replaced.',
  CONCLUDE: 'It is concluded.',
  REVIEW: 'A review that was scheduled.',
});

export const CalendarState = choices<domain.CalendarState>('CalendarState', 'Whether it has come.', {
  PLANNED: 'It is still to come.',
  OVERDUE: 'Its day has passed and it has not come.',
  DONE: 'It has come.',
});

@ObjectType({ description: 'An end, a review or a refresh that an objective or one of its strands is planned to see.' })
export class CalendarLine implements domain.CalendarLine {
  @Field({ description: 'The code of the objective.' }) objective: string;
  @Field({ description: 'Its title.' }) title: string;
  @Field({ nullable: true, description: 'The strand; null where it is of the whole objective.' }) strand?: string;
  @Field(() => CalendarKind, { description: 'What is to come.' }) kind: domain.CalendarLine['kind'];
  @Field(() => Int, { nullable: true, description: 'The plan year in which it comes at the earliest, 1 to 5; null where none is said.' })
  year?: number;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day by which it comes: the one planned, else the last of that year.' })
  by?: string;
  @Field({ description: 'True where the plan leaves the day open.' }) dayOpen: boolean;
  @Field({ nullable: true, description: 'What the plan says about it.' }) text?: string;
  @Field(() => CalendarState, { description: 'Whether it has come.' }) state: domain.CalendarState;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it came.' }) doneOn?: string;
}

@ObjectType({ implements: () => [Report], description: 'What is to leave the plan or be looked at anew, and when.' })
export class DispositionCalendar extends Report {
  @Field({ description: 'The objectives with anything still to come.' }) toCome: TallyNode;
  @Field({ description: 'The objectives with anything whose day has passed.' }) overdue: TallyNode;
  @Field(() => [CalendarLine], { description: 'By day, then by code; those without a day last. What simply continues has no line.' })
  lines: readonly CalendarLine[];
}
