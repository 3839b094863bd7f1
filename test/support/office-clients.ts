import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './chance.js';
import { milestoneHappening, milestoneCode, newMilestone, objectiveCode, ON, requestFor, type Wish } from './office.js';

/** What the API promised: this command, in this place. */
export interface Promised {
  readonly commandId: string;
  readonly stream: string;
  readonly revision: number;
  readonly entries: readonly { readonly number: number | null; readonly type: string }[];
}

/** What the clients were told, to be compared with the log. */
export interface Told {
  readonly promised: Map<string, Promised>;
  readonly refused: Set<string>;
  readonly unchanged: Set<string>;
  /** Sent, and never answered. */
  readonly unknown: Set<string>;
  /** What was said that must not be said. */
  readonly wrong: string[];
  /** Answers that were the receipt of an earlier request. */
  replayed: number;
}

export const nothingTold = (): Told => ({
  promised: new Map(),
  refused: new Set(),
  unchanged: new Set(),
  unknown: new Set(),
  wrong: [],
  replayed: 0,
});

export interface Connection {
  /** Where the API is now; a promise while it starts again. */
  readonly url: () => Promise<string>;
  readonly key: string;
}

interface Answer {
  readonly data?: {
    readonly result?: Partial<Promised> & { readonly __typename: string; readonly code?: string; readonly receipt?: Receipt };
  } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

interface Receipt extends Promised {
  readonly replayed: boolean;
  readonly unchanged: boolean;
}

const PATIENCE_MS = 20_000;
const PASSING = ['LEDGER_UNAVAILABLE', 'OUTCOME_UNKNOWN'];
const PAUSE_MS = 20;
const MOST_ATTEMPTS = 500;
const RETRIED_SHARE = 0.7;
const REPEATED_SHARE = 0.05;

/** One client: sends one command after another, and some of them again. */
export class OfficeClient {
  private sent = 0;
  private readonly rounds = new Map<string, number>();
  private readonly own: { objectives: number; milestones: number } = { objectives: 0, milestones: 0 };
  private lastEntry: number | undefined;

  constructor(
    private readonly name: string,
    private readonly connection: Connection,
    private readonly chance: Chance,
    private readonly told: Told,
    private readonly objectives: number,
    private readonly onPromise: () => void,
  ) {}

  /** Works until told to stop, and then finds out what became of its last command. */
  async work(isOver: () => boolean): Promise<void> {
    while (!isOver()) await this.carryOut(this.wish(), `${this.name}-${this.sent++}`, isOver);
  }

  /** Records wishes one after the other, each until it is answered. */
  async carryOutAll(wishes: readonly Wish[]): Promise<void> {
    for (const wish of wishes) await this.carryOut(wish, `${this.name}-${this.sent++}`, () => true);
  }

  private async carryOut(wish: Wish, commandId: string, mustKnow: () => boolean): Promise<void> {
    let known = await this.attempt(wish, commandId);
    const tenacious = this.chance.happens(RETRIED_SHARE);
    for (let attempt = 1; !known && (tenacious || mustKnow()); attempt++) {
      if (attempt === MOST_ATTEMPTS) throw new Error(`${commandId} gets no answer, however often it is sent`);
      await pause(PAUSE_MS);
      known = await this.attempt(wish, commandId);
    }
    if (!known) this.told.unknown.add(commandId);
    // A refused or unchanged command does not use its key up: sent again, it may well be recorded.
    else if (this.told.promised.has(commandId) && this.chance.happens(REPEATED_SHARE)) await this.attempt(wish, commandId);
  }

  /** Sends it once; false where nobody knows what became of it. */
  private async attempt(wish: Wish, commandId: string): Promise<boolean> {
    const url = await this.connection.url();
    let answer: Answer;
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${this.connection.key}` },
        body: JSON.stringify(requestFor(wish, commandId)),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      answer = (await response.json()) as Answer;
    } catch {
      return false;
    }
    return this.note(wish, commandId, answer);
  }

  private note(wish: Wish, commandId: string, { data, errors }: Answer): boolean {
    const [error] = errors ?? [];
    if (error !== undefined) {
      if (PASSING.includes(error.extensions?.code ?? '')) return false;
      this.told.wrong.push(`${wish.type} ${commandId} was answered ${error.extensions?.code}: ${error.message}`);
      return true;
    }
    const { result } = data ?? {};
    if (result?.receipt === undefined) {
      this.settle(this.told.refused, commandId);
      return true;
    }
    this.take(result.receipt);
    return true;
  }

  private take(receipt: Receipt): void {
    const { commandId } = receipt;
    if (receipt.unchanged) return this.settle(this.told.unchanged, commandId);
    const before = this.told.promised.get(commandId);
    if (before !== undefined && (!receipt.replayed || before.stream !== receipt.stream || before.revision !== receipt.revision)) {
      this.told.wrong.push(
        `${commandId} was promised at ${before.stream}@${before.revision} and again at ${receipt.stream}@${receipt.revision}`,
      );
    }
    if (receipt.replayed) this.told.replayed++;
    this.told.promised.set(commandId, receipt);
    this.told.unknown.delete(commandId);
    this.lastEntry = receipt.entries[0]?.number ?? this.lastEntry;
    this.onPromise();
  }

  private settle(set: Set<string>, commandId: string): void {
    if (this.told.promised.has(commandId))
      this.told.wrong.push(`${commandId} was promised, and later answered as if it had not been recorded`);
    set.add(commandId);
  }

  private wish(): Wish {
    const { chance } = this;
    const objective = objectiveCode(chance.below(this.objectives));
    const place = chance.below(4);
    const kind = chance.next();
    if (kind < 0.6) return this.happening(objective, place);
    if (kind < 0.75) return lateForecast(objective, place, chance);
    if (kind < 0.8)
      return { type: 'ConfirmContinuing', objective, fields: { milestone: milestoneCode(objective, place) }, effectiveOn: ON };
    if (kind < 0.85) return { type: 'LinkPartner', objective, fields: { objective, partner: `Partner ${this.sent}` }, effectiveOn: ON };
    if (kind < 0.9)
      return {
        type: 'RenameObjective',
        objective,
        fields: { objective, title: `Pathway of ${this.name} ${this.sent}` },
        effectiveOn: anyDay(chance),
      };
    if (kind < 0.93) return this.objectiveOfItsOwn();
    if (kind < 0.97 && this.own.objectives > 0) return newMilestone(this.ownCode(), this.own.milestones++);
    if (this.lastEntry === undefined) return this.happening(objective, place);
    return { type: 'RetractEntry', fields: { entry: this.lastEntry, reason: 'It was a mistake' } };
  }

  private happening(objective: string, place: number): Wish {
    const milestone = milestoneCode(objective, place);
    const round = this.rounds.get(milestone) ?? 0;
    this.rounds.set(milestone, round + 1);
    return milestoneHappening(objective, place, round);
  }

  private objectiveOfItsOwn(): Wish {
    this.own.objectives++;
    this.own.milestones = 0;
    const code = this.ownCode();
    return { type: 'AddObjective', objective: code, fields: { code, ambition: 1, title: `Pathway ${code}`, edition: 1 } };
  }

  private ownCode(): string {
    return `${this.name}x${this.own.objectives}`;
  }
}

const anyDay = (chance: Chance): string =>
  `2025-${String(chance.below(8) + 5).padStart(2, '0')}-${String(chance.below(28) + 1).padStart(2, '0')}`;

/** A forecast that was made on an earlier day than others, and told only now. */
function lateForecast(objective: string, place: number, chance: Chance): Wish {
  const fields = {
    milestone: milestoneCode(objective, place),
    forecast: `2028-${String(chance.below(12) + 1).padStart(2, '0')}-15`,
    reason: 'The tender was late',
  };
  return { type: 'ReforecastMilestone', objective, fields, effectiveOn: anyDay(chance) };
}
