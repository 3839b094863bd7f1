import { combine } from '../decider.js';
import { endings } from './endings.decider.js';
import { lifecycle } from './lifecycle.decider.js';
import { links } from './links.decider.js';
import { milestones } from './milestones.decider.js';
import { strands } from './strands.decider.js';

/** One consistency boundary, decided in parts: a part may read what the others recorded and never changes it. */
export const objectiveDecider = combine(lifecycle, endings, strands, links, milestones);
