import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { rules } from '#libs/domain';
import type * as domain from '#libs/domain';
import { Choice, choices, Line, optional, Sound, ThingCode } from '../fields.js';
import { Connection, PageArgs } from '../paging.js';
import { Source } from '../plan/plan.types.js';
import { Report, TallyNode } from '../reports/report.types.js';

export const FindingSeverity = choices<domain.Severity>('FindingSeverity', 'How grave a finding is.', {
  HIGH: 'What the plan says cannot be relied on before it is mended.',
  MEDIUM: 'Something is missing or does not fit together.',
  LOW: 'Worth asking its owner about.',
});

export const RuleKind = choices<domain.RuleKind>('RuleKind', 'What a rule does.', {
  ENTRY: 'It turns a command down.',
  VIEW: 'It finds what stands in a plan.',
  LEDGER: 'It finds what the entries of a plan say beside the plan itself.',
  SOURCE: 'It judges the printed text; only its recorded discrepancies are kept.',
});

@ObjectType({ description: 'A validation rule of plans.' })
export class Rule implements Omit<domain.Rule, 'look'> {
  @Field({ description: 'Its number, such as `R03`, or its name.' }) name: string;
  @Field(() => [RuleKind], { description: 'What it does.' }) kinds: readonly domain.RuleKind[];
  @Field({ description: 'What it asks for.' }) says: string;
}

@ObjectType({ description: 'Something that a rule sees in a plan. It informs, and stops nothing but a publication.' })
export class Finding implements domain.RecordedFinding {
  @Field({ description: 'The rule that speaks, one of `rules`.' }) rule: string;
  @Field(() => FindingSeverity, { description: 'How grave it is.' }) severity: domain.Severity;
  @Field({ description: 'The code of the thing it is about; an ambition or edition by its number.' }) subject: string;
  @Field({ description: 'What is wrong.' }) message: string;
  @Field({ description: 'What would mend it.' }) remedy: string;
  @Field(() => [Source], { description: 'Where the facts at fault were read.' }) sources: readonly domain.Source[];
  @Field(() => [String], { description: 'Codes of the discrepancies of this rule that the register records of the subject.' })
  discrepancies: readonly string[];
}

@ObjectType('FindingConnection', {
  implements: () => [Report],
  description: 'A page of findings, gravest first, then by rule and by code; with how many there are in all.',
})
export class FindingConnection extends Connection('Finding', () => Finding) implements Report {
  @Field({ description: 'Those of severity `HIGH` among all that were asked for.' }) high: TallyNode;
  @Field({ description: 'Those of severity `MEDIUM` among all that were asked for.' }) medium: TallyNode;
  @Field({ description: 'Those of severity `LOW` among all that were asked for.' }) low: TallyNode;
  entry: number;
  on: string;
  edition: number | null;
  ruleSet: string;
}

const looking = rules.filter(({ kinds }) => kinds.includes('VIEW') || kinds.includes('LEDGER')).map(({ name }) => name);

@ArgsType()
export class FindingsArgs extends PageArgs {
  @Choice(FindingSeverity, 'Only those of a severity.', optional) severity?: domain.Severity;
  @Line(40, 'Only those of a rule that looks at plans or their ledger, by its number or name.', optional)
  @Sound('rule', (value) =>
    value === undefined || looking.some((name) => name === value) ? undefined : `must be one of ${looking.join(', ')}`,
  )
  rule?: string;
  @ThingCode('Only those about a thing or one of its parts: `1b` finds `1b-m06` too.', optional) subject?: string;
}
