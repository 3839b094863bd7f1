import * as fc from 'fast-check';
import type { PlanCommand } from '#libs/domain';
import { edition, optional, organisation, post, text, type Fields } from './arbitraries.js';
import { anyOf, type SentCommand } from './commands.js';

const aboutAmbition = fc.integer({ min: 1, max: 3 }).map((ambition) => ({ ambition }));

/** An arbitrary for every command of a plan: a command left out does not compile. */
const planFields: Fields<PlanCommand> = {
  RegisterPlan: fc.record({ title: text, owner: fc.record({ organisation: text, system: optional(text) }) }),
  OpenEdition: fc.record({
    number: fc.integer({ min: 0, max: 5 }),
    firstFinancialYear: fc.constantFrom('2023/24', '2024/25', '2025/26', '2026/27'),
    refreshKind: fc.constantFrom('FULL', 'LIGHT_TOUCH'),
    reason: optional(text),
  }),
  RecordRefreshGuidance: fc.record({ edition, issuer: text, scope: text }),
  RequestOpinion: fc.record({ edition, board: text }),
  RecordOpinion: fc.record({
    edition,
    board: text,
    stance: fc.constantFrom('ENDORSE', 'OBJECT'),
    points: optional(fc.array(text, { maxLength: 2 })),
    changeAsked: optional(fc.boolean()),
  }),
  RecordEditionChange: fc.record({ edition, kind: text, ref: text, text }),
  PublishEdition: fc.record({
    edition: fc.integer({ min: 1, max: 4 }),
    publishedOnUnknown: optional(fc.boolean()),
    acknowledged: optional(fc.constant(['MISSING_PART'])),
  }),
  ConfirmRollForward: fc.record({ edition: fc.integer({ min: 1, max: 4 }) }),
  MakeEditionCurrent: fc.record({ edition: fc.integer({ min: 1, max: 4 }) }),
  WithdrawEdition: fc.record({ edition: fc.integer({ min: 1, max: 4 }), reason: text }),
  AddAmbition: fc.record({ number: fc.integer({ min: 1, max: 3 }), title: text, rationale: optional(text), edition }),
  AdoptRuleSet: fc.record({ ruleSet: fc.constantFrom('2025-1', '2025-2', '1900-1'), reason: text }),
  RenameAmbition: fc.record({ ambition: fc.integer({ min: 1, max: 3 }), title: text }),
  RecastAmbition: fc.record({ ambition: fc.integer({ min: 1, max: 3 }), title: optional(text), rationale: text }),
  AssignAccountablePost: fc.record({ ambition: fc.integer({ min: 1, max: 3 }), post, organisation, lead: optional(fc.boolean()) }),
  EndAccountablePost: fc.record({ ambition: fc.integer({ min: 1, max: 3 }), post, organisation, reason: text }),
  SetDeliveryOutlook: aboutAmbition.chain((named) =>
    fc.record({ ambition: fc.constant(named.ambition), outlook: fc.constantFrom('ON_COURSE', 'CHALLENGING'), reason: optional(text) }),
  ),
};

export const anyPlanCommand: fc.Arbitrary<SentCommand> = anyOf(planFields);

/** Commands of a plan in which some editions get published and current. */
export const planCommands: fc.Arbitrary<readonly SentCommand[]> = fc
  .array(anyPlanCommand, { maxLength: 25 })
  .map((after) => [
    { type: 'RegisterPlan', plan: 'jfp', title: 'A', owner: { organisation: 'A' } },
    { type: 'OpenEdition', plan: 'jfp', number: 1, firstFinancialYear: '2024/25', refreshKind: 'FULL' },
    { type: 'OpenEdition', plan: 'jfp', number: 2, firstFinancialYear: '2025/26', refreshKind: 'FULL' },
    { type: 'AddAmbition', plan: 'jfp', number: 1, title: 'A', edition: 1 },
    ...after,
  ]);
