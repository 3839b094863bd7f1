import { combine } from '../decider.js';
import { type AnswerCommand, answers } from './answers.decider.js';
import { type CommitmentCommand, commitments } from './commitment.decider.js';
import { dependencies, type DependencyCommand } from './dependency.decider.js';
import { type EndingCommand, endings } from './endings.decider.js';
import { funding, type FundingCommand } from './funding.decider.js';
import { type LifecycleCommand, lifecycle } from './lifecycle.decider.js';
import { type LineageCommand, lineage } from './lineage.decider.js';
import { type LinkCommand, links } from './links.decider.js';
import { type MilestoneCommand, milestones } from './milestones.decider.js';
import { type RiskCommand, risks } from './risk.decider.js';
import { type StrandCommand, strands } from './strands.decider.js';
import { type SuccessionCommand, successions } from './succession.decider.js';
import { type UpdateCommand, updates } from './updates.decider.js';

export type ObjectiveCommand =
  | LifecycleCommand
  | EndingCommand
  | LineageCommand
  | StrandCommand
  | LinkCommand
  | MilestoneCommand
  | SuccessionCommand
  | FundingCommand
  | DependencyCommand
  | RiskCommand
  | CommitmentCommand
  | AnswerCommand
  | UpdateCommand;

/** One consistency boundary, decided in parts: a part may read what the others recorded and never changes it. */
export const objectiveDecider = combine(
  lifecycle,
  endings,
  lineage,
  strands,
  links,
  milestones,
  successions,
  funding,
  dependencies,
  risks,
  commitments,
  answers,
  updates,
);
