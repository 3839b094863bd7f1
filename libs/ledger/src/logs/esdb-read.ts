import { isLogError, LogError, type Health, type Position, type Revision, type Stored, type StreamSetting } from '../event-log.js';
import { answerOf, Silence, type Answer } from './esdb-answers.js';
import { fromPosition, toPosition, toStored } from './esdb-codec.js';
import type { EsdbConnection } from './esdb-connection.js';
import type { AllRead, Feed, StoreClient, StoreRecord } from './esdb-dialect.js';
import { Awaited, pause, type Timing } from './esdb-timing.js';
import type { StorePosition } from './esdb-wire.js';

/** Places looked through at a time for the last entry of ours; it is mostly among the last few. */
const FIRST_PAGE = 20;
const PAGE = 500;
/** Failures of a store that answers otherwise after which there is no entry at a place. */
const REFUSALS = 3;
const LAST: AllRead = { fromPosition: 'end', direction: 'backwards', maxCount: 1 };

/** What the server keeps about a stream lies in a stream of this name before the other's. */
const ABOUT = '$$';

/** A place in the store's log, with the entry there if it is one of ours, or what was set there on a stream of ours. */
export interface Place {
  readonly position: Position;
  readonly entry?: Stored;
  readonly setting?: StreamSetting;
}

/** Reads that go on over passing failures from where they were. */
export class EsdbReader {
  private newestOurs: Position | undefined;
  /** The end of the log at the last look for its head. */
  private lookedTo: Position = '';

  constructor(
    private readonly connection: EsdbConnection,
    private readonly names: RegExp,
    private readonly timing: Timing,
    private readonly closing: AbortSignal,
  ) {}

  async *stream(stream: string, from: Revision): AsyncGenerator<Stored, void, undefined> {
    let next = from;
    for await (const record of this.resumed((client) => client.readStream(stream, BigInt(next)))) {
      const entry = toStored(record, this.see(record), this.connection.client.createdTo);
      if (entry.revision < next) continue;
      yield entry;
      next = entry.revision + 1;
    }
  }

  /** All places after a position, foreign ones included. Throws `REJECTED` for a position of another store. */
  async *places(after: Position | 'START'): AsyncGenerator<Place, void, undefined> {
    let last = after;
    startOf(after);
    for await (const record of this.resumed((client) => client.readAll({ fromPosition: startOf(last) }))) {
      const place = this.place(record);
      if (last !== 'START' && place.position <= last) continue;
      yield place;
      last = place.position;
    }
  }

  async *all(after: Position | 'START'): AsyncGenerator<Stored, void, undefined> {
    for await (const { entry } of this.places(after)) if (entry !== undefined) yield entry;
  }

  async *settings(): AsyncGenerator<StreamSetting, void, undefined> {
    for await (const { setting } of this.places('START')) if (setting !== undefined) yield setting;
  }

  /** The last entry of ours: what came since the last look is looked through, page by page. */
  async head(): Promise<Position | 'START'> {
    const known = [this.newestOurs ?? '', this.lookedTo].sort()[1];
    let from: AllRead['fromPosition'] = 'end';
    let end: Position | undefined;
    for (let maxCount = FIRST_PAGE; ; maxCount = PAGE) {
      const page = await this.page({ fromPosition: from, direction: 'backwards', maxCount });
      end ??= page.at(0)?.position ?? '';
      if (page.length < maxCount || page.some(({ position, entry }) => entry !== undefined || position <= known)) break;
      from = startOf(page[page.length - 1].position);
    }
    this.lookedTo = end;
    return this.newestOurs ?? 'START';
  }

  async at(position: Position): Promise<Stored | undefined> {
    const place = fromPosition(position);
    if (place === undefined) return undefined;
    for (let refusals = 0; refusals < REFUSALS;) {
      try {
        return (await this.once({ fromPosition: place, maxCount: 1 })).find((found) => found.position === position)?.entry;
      } catch (error) {
        const answer = answerOf(error);
        if (isLogError(error) || answer.kind === 'REJECTED') throw readFailure(error);
        if (answer.kind === 'UNKNOWN' && !answer.silent) refusals++;
      }
      // The store fails here when it is unwell, and where no record begins: only while it is well does that count.
      await this.page(LAST);
    }
    return undefined;
  }

  async health(): Promise<Health> {
    try {
      await this.once(LAST, this.timing.health);
      return { ok: true, detail: 'the store answers reads' };
    } catch (error) {
      return { ok: false, detail: readFailure(error).message };
    }
  }

  /** Makes sure that `connection.seen` is a place: the end of the log, as it is at first. */
  async findEnd(ms: number): Promise<void> {
    await this.once(LAST, ms);
    this.connection.see('');
  }

  /** The ids of a stream's entries from a revision on, asked for once. */
  async ids(stream: string, from: Revision, count: number, ms: number): Promise<readonly string[]> {
    const { client } = this.connection;
    const found: string[] = [];
    for await (const { id } of this.watched(client, client.readStream(stream, BigInt(from), count), ms)) found.push(id);
    return found;
  }

  /** The first entry of a stream, asked for once; undefined where there is no such stream. */
  async first(stream: string, ms: number): Promise<Stored | undefined> {
    const { client } = this.connection;
    try {
      for await (const record of this.watched(client, client.readStream(stream, 0n, 1), ms)) {
        return toStored(record, this.see(record), client.createdTo);
      }
    } catch (error) {
      if (answerOf(error).kind !== 'NO_STREAM') throw error;
    }
    return undefined;
  }

  place(record: StoreRecord): Place {
    const stands = this.see(record);
    const position = toPosition(stands);
    const { createdTo } = this.connection.client;
    if (record.streamId.startsWith(ABOUT) && this.names.test(record.streamId.slice(ABOUT.length))) {
      const { created, data } = toStored(record, stands, createdTo);
      return { position, setting: { stream: record.streamId.slice(ABOUT.length), setAt: created, settings: data } };
    }
    if (!this.names.test(record.streamId)) return { position };
    this.seeOurs(position);
    return { position, entry: toStored(record, stands, createdTo) };
  }

  /** Takes note of an entry that was just appended. */
  seeAppended(stream: string, position: Position): void {
    this.connection.see(position);
    if (this.names.test(stream)) this.seeOurs(position);
  }

  /** `head` need not look before an entry of ours that is known. */
  private seeOurs(position: Position): void {
    if (this.newestOurs === undefined || position > this.newestOurs) this.newestOurs = position;
  }

  private see({ position }: StoreRecord): StorePosition {
    if (position === undefined) throw new LogError('REJECTED', 'the store is too old: its entries say no position');
    this.connection.see(toPosition(position));
    return position;
  }

  private async page(read: AllRead): Promise<readonly Place[]> {
    const failingSince = Date.now();
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.once(read);
      } catch (error) {
        await this.endure(error, failingSince, attempt);
      }
    }
  }

  private async once(read: AllRead, ms = this.timing.silence): Promise<readonly Place[]> {
    const { client } = this.connection;
    const places: Place[] = [];
    for await (const record of this.watched(client, client.readAll(read), ms)) places.push(this.place(record));
    return places;
  }

  private async *resumed(open: (client: StoreClient) => Feed): AsyncGenerator<StoreRecord, void, undefined> {
    let failingSince: number | undefined;
    for (let attempt = 0; ; attempt++) {
      const { client } = this.connection;
      try {
        for await (const record of this.watched(client, open(client), this.timing.silence)) {
          failingSince = undefined;
          attempt = 0;
          yield record;
        }
        return;
      } catch (error) {
        if (answerOf(error).kind === 'NO_STREAM') return;
        await this.endure(error, (failingSince ??= Date.now()), attempt);
      }
    }
  }

  /** Pauses after a passing failure; throws what is none, or has lasted too long. */
  private async endure(error: unknown, since: number, attempt: number): Promise<void> {
    if (this.closing.aborted) throw closed();
    if (isLogError(error) || answerOf(error).kind === 'REJECTED' || Date.now() - since > this.timing.patience) throw readFailure(error);
    await pause(this.timing, attempt, Infinity, this.closing);
  }

  /** The records of a feed; a `Silence` where it gives neither one nor an end for so long. */
  private async *watched(client: StoreClient, feed: Feed, ms: number): AsyncGenerator<StoreRecord, void, undefined> {
    const records = feed[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await new Awaited(records.next()).wait(ms, this.closing);
        if (next === 'ABORTED') throw closed();
        if (next === 'IDLE') throw new Silence(`nothing came for ${Math.round(ms)} ms`);
        this.connection.answered('READ');
        if (next.done !== true) {
          if (next.value.event !== undefined) yield next.value.event;
          continue;
        }
        // A client that is disposed of ends its reads as if they were complete.
        if (!this.connection.isCurrent(client)) throw new Silence('the connection was given up');
        return;
      }
    } catch (error) {
      this.connection.failed('READ', client, error);
      throw error;
    } finally {
      feed.stop();
    }
  }
}

function startOf(last: Position | 'START'): StorePosition | 'start' {
  if (last === 'START') return 'start';
  const place = fromPosition(last);
  if (place === undefined) throw new LogError('REJECTED', `${JSON.stringify(last)} is not a position of this log`);
  return place;
}

export function closed(): LogError {
  return new LogError('CLOSED', 'the log was closed');
}

/** What a read says that came to nothing. */
export function readFailure(error: unknown): LogError {
  if (isLogError(error)) return error;
  const answer: Answer = answerOf(error);
  if (answer.kind === 'REJECTED')
    return new LogError('REJECTED', `the store does not show this: ${answer.reason}`, undefined, { cause: error });
  const reason = 'reason' in answer ? answer.reason : answer.kind;
  return new LogError('UNAVAILABLE', `the store cannot be read: ${reason}`, undefined, { cause: error });
}
