import { Command } from '@nestjs/cqrs';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { sliceOf, type Day as IsoDay, type PlanView, type Precision as DomainPrecision, type Refusal } from '#libs/domain';
import { withoutNulls, type Retraction, type StreamName } from '#libs/ledger';
import type { CommandViews, Fork } from '#libs/views';
import type { Caller } from './auth/roles.js';
import { Choice, choices, CommandKey, Count, Day, Line, Nested, optional, PlanCode, Text } from './fields.js';
import { GraphQLEntryNumber, GraphQLInstant } from './scalars.js';

export const Precision = choices<DomainPrecision>('Precision', 'How exactly the day of a fact is known.', {
  DAY: 'The day itself.',
  MONTH: 'The month; stored as its first day.',
  YEAR: 'The calendar year; stored as its first day.',
  FINANCIAL_YEAR: 'The financial year, April to March; stored as its first day.',
});

@InputType({ description: 'Where a fact was read.' })
export class SourceInput {
  @Line(300, 'The document, by the name it is known under.') document: string;
  @Count(1, 10_000_000, 'The 1-based line in it.', optional) line?: number;
}

@ObjectType({ description: 'One entry that a command recorded.' })
export class ReceiptEntry {
  @Field(() => GraphQLEntryNumber, {
    nullable: true,
    description: 'Its number in the ledger; null while this node has not yet projected it.',
  })
  number: number | null;
  @Field({ description: 'The type of the event.' }) type: string;
}

@ObjectType({ description: 'Proof that a command was recorded, or was so already.' })
export class Receipt {
  @Field(() => ID, { description: 'The idempotency key, the caller’s or else the server’s.' }) commandId: string;
  @Field({ description: 'The stream that holds the entries.' }) stream: string;
  @Field(() => Int, { description: 'Revision of the last of them, or of the stream where nothing was recorded.' }) revision: number;
  @Field(() => [ReceiptEntry], { description: 'What was recorded, oldest first; none where the fact was known already.' })
  entries: readonly ReceiptEntry[];
  @Field(() => GraphQLInstant, { nullable: true, description: 'When it was recorded, UTC; null where nothing was.' }) recordedAt:
    string | null;
  @Field({ description: 'True where an earlier request with this key recorded it: this is the original receipt.' }) replayed: boolean;
  @Field({ description: 'True where the fact was in the ledger already; nothing was recorded and the key is not used up.' })
  unchanged: boolean;
  @Field({ description: 'False where this node has not yet projected the entries; they are recorded all the same.' }) projected: boolean;
}

/** What became of a command. */
export type Answer = Recorded | Refusal;

/** A command that went through: its receipt, and what it changed as of then. */
export interface Recorded {
  readonly receipt: Receipt;
  /** Finds the changed thing at the command's entry, in its own edition; null where it is not projected yet. */
  readonly find: <T>(pick: (view: PlanView) => T | undefined) => T | null;
}

/** Who asks, and the request that it is part of. */
export interface Request {
  readonly caller: Caller;
  readonly correlationId: string;
  /** What a preview tries out, where the question lies below one. */
  readonly fork?: Fork | undefined;
}

/** The input as the client sent it, without nulls. */
export interface Sent {
  readonly commandId?: string;
  readonly plan: string;
  readonly expectedRevision?: number;
  readonly effectiveOn?: IsoDay;
  readonly precision?: DomainPrecision;
  readonly note?: string;
  readonly source?: SourceInput;
  readonly onBehalfOf?: string;
  readonly [field: string]: unknown;
}

/** Where a command is to be recorded. */
export interface Route {
  readonly stream: StreamName;
  readonly retraction?: Retraction;
}

/** What every mutation takes. The GraphQL input class is the command; `type` and `slice` are getters of its prototype. */
@InputType({ isAbstract: true })
export abstract class LedgerCommand extends Command<Answer> {
  abstract get type(): string;
  abstract get slice(): string;

  @PlanCode() plan: string;
  @CommandKey(
    'The idempotency key: the same key and input is the same command, however often it is sent. Made by the server if absent.',
    optional,
  )
  commandId?: string;
  @Count(
    -1,
    2_147_483_647,
    'The revision of the stream that you have seen (-1: none); refused `REVISION_CONFLICT` where it has moved on.',
    optional,
  )
  expectedRevision?: number;
  @Day('The day on which the fact is true. Today, or for content the first day of its edition, if absent.', optional)
  effectiveOn?: IsoDay;
  @Choice(Precision, 'How exactly that day is known; `DAY` if absent.', optional) precision?: DomainPrecision;
  @Text(2000, 'A note that is kept with the fact.', optional) note?: string;
  @Nested(() => SourceInput, 'Where the fact was read.', optional) source?: SourceInput;
  @Line(200, 'The post acted for: one of the credential’s.', optional) onBehalfOf?: string;

  #request: Request | undefined;

  /** The same command, with who asks for it. */
  by(request: Request): this {
    this.#request = request;
    return this;
  }

  get request(): Request {
    if (this.#request === undefined) throw new TypeError(`${this.type} was sent by nobody.`);
    return this.#request;
  }

  /** Sends the command or, where no single append can hold it, those that make it up. */
  carryOut(send: (command: LedgerCommand) => Promise<Answer>): Promise<Answer> {
    return send(this);
  }

  sent(): Sent {
    return withoutNulls(this) as Sent;
  }

  /** The stream that the command belongs to: it follows from the codes. */
  route(sent: Sent, views: CommandViews): Route | Refusal {
    const slice = sliceOf(this.slice);
    if (slice === undefined) throw new TypeError(`There is no slice ${this.slice}.`);
    return { stream: { slice: slice.name, tenant: views.tenant, plan: sent.plan, key: slice.keyOf(sent) } };
  }
}

/** The base of every command of a slice: names it without a field of its own, which the validation would strip. */
export function command<S extends string, T extends string>(slice: S, type: T) {
  @InputType({ isAbstract: true })
  abstract class Typed extends LedgerCommand {
    get type(): T {
      return type;
    }
    get slice(): S {
      return slice;
    }
  }
  return Typed;
}
