import { Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { DerivedField } from '../graphql/plain-fields.js';
import type { Seen } from '../present.js';
import { RegisterEntryNode } from '../register/register.types.js';
import { MilestoneNode } from './milestone.types.js';
import { ObjectiveNode } from './objective.types.js';
import { Predecessor } from './objective.types.js';

/** The other ends of what was recorded elsewhere: the whole plan is read, so only where it is asked for. */
@Resolver(() => ObjectiveNode)
export class ObjectiveLineage {
  @DerivedField(() => [Predecessor], {
    description: 'What goes on in it: objectives merged into it, split or replaced by it, and predecessors of which no code is known.',
  })
  predecessors(this: void, { seen: { view, key } }: Seen): readonly domain.Predecessor[] {
    return view.predecessorsOf(key);
  }
}

@Resolver(() => RegisterEntryNode)
export class ProgrammeLineage {
  @DerivedField(() => [Predecessor], { description: 'The objectives that were merged into it, where it is a programme.' })
  mergedFrom(this: void, { seen: { view, key } }: Seen): readonly domain.Predecessor[] {
    const programme = view.registerEntry(key);
    return programme?.kind === 'PROGRAMME' ? view.mergedInto(programme) : [];
  }
}

@Resolver(() => MilestoneNode)
export class MilestoneLineage {
  @DerivedField(() => [String], { description: 'Codes of the milestones that it supersedes.' })
  supersedes(this: void, { seen: { view, key } }: Seen): readonly string[] {
    return view.supersededBy(key);
  }
}
