import { measureSlice, objectiveSlice, planSlice, registerSlice, type Slice } from '#libs/domain';
import { readFolder } from '../../apps/cli/src/import/read-folder.js';
import { rehearse } from '../../apps/cli/src/import/rehearsal.js';
import { scriptOf } from '../../apps/cli/src/import/script.js';
import { EXAMPLE } from './example-folder.js';
import type { Fact } from './given.js';
import type { PlanFacts } from './row-source.js';

const { folder, problems } = await readFolder(EXAMPLE);
if (folder === undefined) throw new Error(`the example is not sound: ${JSON.stringify(problems)}`);
const { streams, refused } = rehearse(scriptOf(folder), '2025-10-15');
if (refused.length > 0) throw new Error(`the example is refused: ${JSON.stringify(refused)}`);

const factsOf = (slice: Slice): readonly (readonly Fact[])[] => streams.filter((one) => one.slice === slice).map(({ facts }) => facts);

/** The real plan as the facts that an import of the example records. */
export const realPlan = (): PlanFacts => ({
  plan: factsOf(planSlice).flat(),
  objectives: factsOf(objectiveSlice),
  measures: factsOf(measureSlice),
  register: factsOf(registerSlice),
});
