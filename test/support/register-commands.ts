import * as fc from 'fast-check';
import type { RegisterCommand } from '#libs/domain';
import { optional, post, text, type Fields } from './arbitraries.js';
import { anyOf, type SentCommand } from './commands.js';

const link = fc.record({
  kind: fc.constantFrom('AMBITION', 'OBJECTIVE', 'REGISTER_ENTRY'),
  code: fc.constantFrom('1', '4', '7', '4b', 'R1'),
  role: optional(fc.constantFrom('CONCERNS', 'BELONGS_TO')),
});
const detail = fc.record({
  name: fc.constantFrom('owner', 'horizon', 'state', 'priorities'),
  values: fc.array(fc.constantFrom('EXPECTED', 'PUBLISHED', 'RETIRED', 'A'), { maxLength: 2 }),
});
const few = fc.constantFrom('0', '50', '100', '505');
const figure = fc.record({
  label: text,
  value: fc.constantFrom('50', '50.0', '505', '-1'),
  unit: fc.constantFrom('%', 'people'),
  numerator: optional(few),
  base: optional(few),
});
const several = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[] | undefined> => optional(fc.array(value, { maxLength: 2 }));
const code = fc.constant('R1');
const sourceLines = several(fc.integer({ min: 1, max: 3 }));

/** An arbitrary for every command of the register: a command left out does not compile. */
const registerFields: Fields<RegisterCommand> = {
  AddRegisterEntry: fc.record({
    code,
    kind: fc.constantFrom('STRATEGY', 'ENABLER'),
    name: text,
    summary: optional(text),
    aliases: several(fc.record({ alias: text, place: optional(text) })),
    details: fc.oneof(fc.constant([{ name: 'owner', values: ['A'] }]), several(detail)),
    figures: several(figure),
    links: several(link),
    sourceLines,
  }),
  RenameRegisterEntry: fc.record({ code, name: text }),
  AddRegisterAlias: fc.record({ code, alias: text, place: optional(text) }),
  ChangeRegisterEntry: fc.record({
    code,
    summary: optional(text),
    details: several(detail),
    figures: several(figure),
    sourceLines,
    reason: text,
  }),
  LinkRegisterEntry: fc.record({ code, to: link }),
  UnlinkRegisterEntry: fc.record({ code, to: link, reason: text }),
  EndRegisterEntry: fc.record({ code, reason: text }),
  ReportDiscrepancy: fc.record({
    code,
    about: fc.array(fc.constantFrom('5a', 'PLAN'), { maxLength: 2 }),
    category: text,
    severity: fc.constantFrom('HIGH', 'MEDIUM', 'LOW'),
    where: text,
    what: text,
    rule: optional(fc.constant('R01')),
    proposal: optional(text),
    sourceLines,
  }),
  AssignDiscrepancy: fc.record({ code, post }),
  ResolveDiscrepancy: fc.record({ code, state: fc.constantFrom('RESOLVED', 'ACCEPTED_AS_IS'), resolution: text }),
  ReopenDiscrepancy: fc.record({ code, reason: text }),
};

/** Commands of which most are accepted: the code is that of an entry, or of a discrepancy. */
export const registerCommands: fc.Arbitrary<readonly SentCommand[]> = fc
  .tuple(
    fc.array(anyOf(registerFields), { maxLength: 1 }),
    fc.constantFrom<SentCommand>(
      { type: 'AddRegisterEntry', plan: 'jfp', code: 'R1', kind: 'STRATEGY', name: 'A', details: [{ name: 'owner', values: ['A'] }] },
      { type: 'ReportDiscrepancy', plan: 'jfp', code: 'R1', about: ['5a'], category: 'A', severity: 'LOW', where: 'A', what: 'A' },
    ),
    fc.array(anyOf(registerFields), { maxLength: 25 }),
  )
  .map(([before, first, after]) => [...before, { ...first, effectiveOn: '2025-04-01' }, ...after]);
