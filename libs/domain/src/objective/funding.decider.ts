import type { Day } from '../calendar.js';
import { compact, same } from '../compact.js';
import type { Asked, Decide, Decider } from '../decider.js';
import { reasonMissing } from '../guards.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { FundingAward, FundingTerms } from './funding.events.js';
import { fundingOn } from './funding.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { ObjectiveRow, ObjectiveState } from './objective.projection.js';
import { objectiveEnded, withObjective } from './subject.js';

/** What can be asked of the money behind an objective. */
export type FundingCommand = { plan: string } & (
  | ({ type: 'SetFundingPosition'; objective: string } & FundingTerms)
  | ({ type: 'ChangeFundingPosition'; objective: string; reason: string } & FundingTerms)
  | ({ type: 'RecordFundingAward'; objective: string } & FundingAward)
);

const decide: Decide<FundingCommand, ObjectiveState, ObjectiveEvent> = {
  SetFundingPosition: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { on } = command;
      const known = fundingOn(row, on);
      if (known !== undefined && same(termsOf(known), termsOf(command))) return [];
      return (
        objectiveEnded(row, on) ??
        alreadyKnown(row, on) ??
        untilMisplaced(command) ?? [{ type: 'FundingPositionSet', data: { objective: row.code, ...termsOf(command) } }]
      );
    }),

  ChangeFundingPosition: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { reason, on } = command;
      const known = fundingOn(row, on);
      if (known !== undefined && same(termsOf(known), termsOf(command))) return [];
      return (
        objectiveEnded(row, on) ??
        notKnown(row, on) ??
        untilMisplaced(command) ??
        reasonMissing(reason, `the funding of ${row.code} changes`) ?? [
          { type: 'FundingPositionChanged', data: { objective: row.code, ...termsOf(command), reason } },
        ]
      );
    }),

  RecordFundingAward: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { on } = command;
      const award = awardOf(command);
      if (row.fundingAwards?.some((known) => known.on === on && same(awardOf(known), award)) === true) return [];
      return objectiveEnded(row, on) ?? nothingAwarded(award) ?? [{ type: 'FundingAwarded', data: { objective: row.code, ...award } }];
    }),
};

export const funding: Decider<FundingCommand, ObjectiveState, ObjectiveEvent> = { decide };

const termsOf = ({ position, until, untilBasis, text }: FundingTerms): FundingTerms => compact({ position, until, untilBasis, text });

const awardOf = ({ amount, period, funder, text }: FundingAward): FundingAward => compact({ amount, period, funder, text });

function nothingAwarded({ amount }: FundingAward): Refusal | undefined {
  if (amount > 0) return undefined;
  return refuse('AWARD_NOT_POSITIVE', `An award is more than nothing, not ${amount} pence.`, { facts: { amount } });
}

function alreadyKnown(row: ObjectiveRow, on: Day): Refusal | undefined {
  const known = fundingOn(row, on);
  if (known === undefined) return undefined;
  return refuse(
    'FUNDING_ALREADY_SET',
    `The funding of objective ${row.code} is ${known.position} since ${known.from}. Change it, and say why.`,
    { facts: { objective: row.code, position: known.position, until: known.until, since: known.from } },
  );
}

function notKnown(row: ObjectiveRow, on: Day): Refusal | undefined {
  if (fundingOn(row, on) !== undefined) return undefined;
  return refuse('FUNDING_NOT_SET', `The funding of objective ${row.code} is not known on ${on}. Set it first.`, {
    facts: { objective: row.code, effectiveOn: on },
  });
}

function untilMisplaced({ position, until, on }: Asked<FundingCommand, 'SetFundingPosition'>): Refusal | undefined {
  if (until === undefined || (until >= on && position !== 'UNFUNDED')) return undefined;
  const why = position === 'UNFUNDED' ? 'what is unfunded has no last day of funding' : `the funding would end before ${on}`;
  return refuse('FUNDING_END_MISPLACED', `The funding cannot be ${position} until ${until}: ${why}.`, {
    facts: { position, until, effectiveOn: on },
  });
}
