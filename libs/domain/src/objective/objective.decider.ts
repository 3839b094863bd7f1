import { combine } from '../decider.js';
import { type EndingCommand, endings } from './endings.decider.js';
import { type LifecycleCommand, lifecycle } from './lifecycle.decider.js';
import { type LinkCommand, links } from './links.decider.js';
import { type MilestoneCommand, milestones } from './milestones.decider.js';
import { type StrandCommand, strands } from './strands.decider.js';

export type ObjectiveCommand = LifecycleCommand | EndingCommand | StrandCommand | LinkCommand | MilestoneCommand;

/** One consistency boundary, decided in parts: a part may read what the others recorded and never changes it. */
export const objectiveDecider = combine(lifecycle, endings, strands, links, milestones);
