import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { choices } from '../fields.js';
import { PlanYear } from '../plan/plan.types.js';
import { Report, TallyNode } from './report.types.js';

export const CellState = choices<domain.CellState>('CellState', 'The colour of an objective in a plan year.', {
  GREEN: 'Work is planned or under way.',
  AMBER: 'It hangs on something: only placeholders are planned, or a dependency is at risk.',
  GREY: 'Review or conclusion, or nothing planned.',
});

export const CellReason = choices<domain.CellReason>('CellReason', 'What gives a cell its colour.', {
  ENDED: 'The objective ended before the year.',
  NOTHING_PLANNED: 'No milestone of the edition touches the year.',
  ONLY_DISPOSITION: 'All that touches it is the planned end of the objective.',
  ONLY_PLACEHOLDERS: 'All that touches it is still to be defined, beside a planned end perhaps.',
  AT_RISK: 'Something that touches it has a dependency at risk.',
  WORK_PLANNED: 'There is work planned in it.',
});

@ObjectType({ description: 'An objective in one plan year.' })
export class ProfileCell {
  @Field(() => Int, { description: '1 to 5.' }) year: number;
  @Field(() => CellState, { description: 'Its colour.' }) state: domain.CellState;
  @Field(() => CellReason, { description: 'What gives it that colour.' }) reason: domain.CellReason;
  @Field({ description: 'The marker `*`: true for a cell that is not grey and holds a milestone with a condition.' })
  interdependency: boolean;
  @Field({ description: 'The milestones whose approved window touches the year; without those that left the plan.' }) covering: TallyNode;
  @Field(() => [String], { description: 'Those of them that have a condition.' }) conditional: readonly string[];
  @Field(() => [String], { description: 'Codes of their dependencies that are at risk.' }) atRisk: readonly string[];
}

@ObjectType({ description: 'An objective in the years of the edition.' })
export class ProfileRow {
  @Field({ description: 'Its code.' }) code: string;
  @Field(() => Int, { description: 'The number of its ambition.' }) ambition: number;
  @Field({ description: 'Its title on the day reported on.' }) title: string;
  @Field(() => [ProfileCell], { description: 'One for each year, in order.' }) cells: readonly ProfileCell[];
}

@ObjectType({ implements: () => [Report], description: 'Figure 9: every objective in every year of the edition.' })
export class ProgrammeProfile extends Report {
  @Field(() => [PlanYear], { description: 'The years of the edition.' }) years: readonly PlanYear[];
  @Field(() => [ProfileRow], { description: 'The objectives, in the order of their codes.' }) objectives: readonly ProfileRow[];
}
