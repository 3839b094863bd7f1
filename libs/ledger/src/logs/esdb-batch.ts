import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { Expected } from '../event-log.js';
import { Silence } from './esdb-answers.js';
import { appendAnswer, AppendFailure, appendRequest, type StoreAppended, type StoreEvent } from './esdb-wire.js';

/** How much longer than its deadline to wait for the server to say that it has passed, in milliseconds. */
const GRACE = 250;

/** A call that takes messages and gives messages. */
export interface Call extends Duplex {
  cancel(): void;
}

/** Opens a call, hands it over, and settles when `carry` does: a failure of the call must reach the client that made it. */
export type Open = (carry: (call: Call) => Promise<never>) => Promise<never>;

/** A client's appends, all on one call: to open one for each costs the server and this process several times as much. */
export class BatchAppends {
  private current: Carrier | undefined;

  constructor(private readonly open: Open) {}

  /** Throws a `Silence` where no answer has come by `until` and a little; one that comes later is dropped. */
  append(stream: string, expected: Expected, events: readonly StoreEvent[], until: number): Promise<StoreAppended> {
    const carrier = (this.current ??= this.begin());
    return carrier.append(stream, expected, events, until);
  }

  /** Ends the call; what waits on it for an answer fails. */
  end(): void {
    this.current?.end();
  }

  private begin(): Carrier {
    const carrier = new Carrier(this.open, () => {
      if (this.current === carrier) this.current = undefined;
    });
    return carrier;
  }
}

interface Waiting {
  readonly resolve: (appended: StoreAppended) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

/** The appends of one call. */
class Carrier {
  private readonly waiting = new Map<string, Waiting>();
  private readonly opened: Promise<Call>;
  private answered = false;

  constructor(open: Open, ended: () => void) {
    this.opened = new Promise((resolve) => {
      open((call) => {
        resolve(call);
        return this.listen(call);
      }).catch((error: unknown) => {
        ended();
        this.fail(error);
      });
    });
  }

  append(stream: string, expected: Expected, events: readonly StoreEvent[], until: number): Promise<StoreAppended> {
    const id = nextId();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.giveUp(id), until + GRACE - Date.now());
      this.waiting.set(id, { resolve, reject, timer });
      void this.opened.then((call) => {
        const within = until - Date.now();
        if (within > 0 && this.waiting.has(id)) call.write(appendRequest({ call: id, stream, expected, events, within }));
      });
    });
  }

  end(): void {
    void this.opened.then((call) => call.cancel());
  }

  /** What has not left yet must not leave later, so the call ends; its other appends are tried again on the next. */
  private giveUp(id: string): void {
    this.settle(id)?.reject(new Silence('the store gave no answer to an append'));
    this.end();
  }

  private listen(call: Call): Promise<never> {
    return new Promise((_, reject) => {
      call.on('data', (message: Uint8Array) => this.answer(message));
      call.on('error', reject);
      call.on('end', () => reject(new Error('the server ended the call')));
    });
  }

  private answer(message: Uint8Array): void {
    this.answered = true;
    const { call, answer } = appendAnswer(message);
    const waiting = this.settle(call);
    if (answer instanceof AppendFailure) waiting?.reject(answer);
    else waiting?.resolve(answer);
  }

  private settle(id: string): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    clearTimeout(waiting?.timer);
    return waiting;
  }

  private fail(error: unknown): void {
    // Once it has carried an answer, how a call ends proves nothing about the appends that wait.
    const told = this.answered ? new Error('the call that carried it broke off', { cause: error }) : error;
    for (const id of [...this.waiting.keys()]) this.settle(id)?.reject(told);
  }
}

const PROCESS = randomUUID().slice(0, 24);
let calls = 0;

/** UUIDs that differ in their last digits: random ones throughout would cost more. */
const nextId = (): string => `${PROCESS}${(++calls).toString(16).padStart(12, '0')}`;
