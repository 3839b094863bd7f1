import { CommandBus } from '@nestjs/cqrs';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { isRefusal, refuse } from '#libs/domain';
import type * as domain from '#libs/domain';
import { parseStreamName, type Entry } from '#libs/ledger';
import type { CommandViews } from '#libs/views';
import { Asker } from '../auth/asker.js';
import { Needs } from '../auth/needs.js';
import { EntryNumber, Text } from '../fields.js';
import { LedgerCommand, Receipt, type Request, type Route, type Sent } from '../ledger-command.js';
import { resultOf } from '../results.js';

@InputType({
  description:
    'Takes back all entries of the command that recorded the named one, from now on and on every day; `asOf` before it still shows them. Registrations, openings and retractions cannot be taken back.',
})
export class RetractEntry extends LedgerCommand {
  @EntryNumber('The number of the entry.') entry: number;
  @Text(2000, 'Why.') reason: string;

  get type(): string {
    return 'RetractEntry';
  }

  get slice(): string {
    return '';
  }

  override route({ plan, effectiveOn }: Sent, views: CommandViews): Route | domain.Refusal {
    if (effectiveOn !== undefined) return refuse('RETRACTION_HAS_NO_DAY', 'A retraction is true on every day: send no effectiveOn.');
    const named = views.entry(this.entry);
    const stream = named && parseStreamName(named.stream);
    if (named === undefined || stream === undefined || stream.plan !== plan) {
      return refuse('ENTRY_NOT_FOUND', `There is no entry ${this.entry} in the plan ${plan}.`, { facts: { entry: this.entry, plan } });
    }
    const numberOf = ({ metadata, revision }: Entry): number | undefined =>
      views.entriesOfCommand(metadata.commandId).find((one) => one.stream === named.stream && one.revision === revision)?.number;
    return { stream, retraction: { entry: this.entry, revision: named.revision, reason: this.reason, numberOf } };
  }
}

@ObjectType({ description: 'A command was taken back.' })
export class EntryRetracted {
  @Field({ description: 'Proof that it was recorded.' }) receipt: Receipt;
}

const RetractionResult = resultOf('EntryRetractedResult', EntryRetracted);

@Resolver()
export class RetractEntryMutation {
  constructor(private readonly commands: CommandBus) {}

  @Mutation(() => RetractionResult)
  @Needs('approver')
  async retractEntry(@Args('input') input: RetractEntry, @Asker() request: Request): Promise<EntryRetracted | domain.Refusal> {
    const result = await this.commands.execute(input.by(request));
    return isRefusal(result) ? result : { receipt: result.receipt };
  }
}
