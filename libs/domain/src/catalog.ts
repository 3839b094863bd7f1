import { measureSlice } from './measure/measure.slice.js';
import { objectiveSlice } from './objective/objective.slice.js';
import { planSlice } from './plan/plan.slice.js';
import { registerSlice } from './register/register.slice.js';
import { reportSlice } from './report/report.slice.js';
import type { Slice } from './slice.js';

/** Every slice. A new slice is one line here. */
export const catalog: readonly Slice[] = [planSlice, objectiveSlice, measureSlice, registerSlice, reportSlice];

export const sliceOf = (name: string): Slice | undefined => catalog.find((slice) => slice.name === name);
