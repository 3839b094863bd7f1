import { ArgsType, InputType } from '@nestjs/graphql';
import { Count, Day, EntryNumber, ExactlyOne, InstantField, Nested, optional, PlanCode, RuleSetName } from '../fields.js';

@InputType({ isOneOf: true, description: 'A moment of the ledger: exactly one of the three.' })
export class AsOf {
  @EntryNumber('The ledger up to and with this entry. One beyond this node is awaited for up to 2 s, then `AS_OF_BEYOND_LEDGER`.', optional)
  entry?: number;
  @InstantField(
    'The ledger as it was at this instant; one that is too young is `AS_OF_BEYOND_LEDGER`, because an entry may still land before it.',
    optional,
  )
  instant?: string;
  @Count(1, 1000, 'The ledger as it was when this edition was published.', optional)
  edition?: number;
}

export const OneMoment = () => ExactlyOne('entry, instant, edition');

@ArgsType()
export class PlanArgs {
  @PlanCode() code: string;
  @Nested(() => AsOf, 'The moment of the ledger; its last entry if absent.', optional)
  @OneMoment()
  asOf?: AsOf;
  @Day('The day looked at: facts effective later are not yet true. Today, or the day that goes with `asOf`, if absent.', optional)
  on?: string;
  @Count(1, 1000, 'The edition looked at; the one current at that point if absent, else the newest not withdrawn.', optional)
  edition?: number;
  @RuleSetName('The rule set to compute by, by its name; the one in force at that point if absent.', optional)
  ruleSet?: string;
}
