import { tenantOf } from '../envelope.js';
import {
  LogError,
  sealed,
  type Appended,
  type Deadline,
  type EventLog,
  type Expected,
  type Health,
  type NewEntry,
  type Position,
  type Revision,
  type Stored,
  type StreamSetting,
} from '../event-log.js';
import { Bell } from './bell.js';
import { checkAppend } from './limits.js';
import { followPages, numberAfter, numberOf, PAGE, readPages, toPosition } from './pages.js';
import { idInUse, place } from './place.js';

/** A log that lives as long as its object: for tests and trials. */
export class MemoryLog implements EventLog {
  private readonly entries: Stored[] = [];
  private readonly streams = new Map<string, Stored[]>();
  private readonly ids = new Set<string>();
  private readonly seals = new Map<string, string>();
  private readonly bell = new Bell();
  private closed = false;

  async append(stream: string, expected: Expected, entries: readonly NewEntry[], deadline: Deadline): Promise<Appended> {
    this.requireOpen();
    checkAppend(stream, entries);
    const tenant = tenantOf(stream);
    const movedTo = this.seals.get(tenant);
    if (movedTo !== undefined) throw sealed(tenant, movedTo);
    if (Date.now() > deadline) throw new LogError('UNAVAILABLE', 'the deadline passed before the write began; nothing was written');
    const stored = this.streams.get(stream) ?? [];
    const { first, repeated } = place(stream, expected, entries, stored.length - 1, (revision) => stored[revision]?.id);
    if (!repeated) this.write(stream, first, entries);
    return { revision: first + entries.length - 1, repeated };
  }

  private write(stream: string, first: Revision, entries: readonly NewEntry[]): void {
    const fresh = new Set<string>();
    for (const { id } of entries) {
      if (this.ids.has(id) || fresh.has(id)) throw idInUse(id);
      fresh.add(id);
    }
    const stored = this.streams.get(stream) ?? [];
    this.streams.set(stream, stored);
    entries.forEach(({ id, type, data, metadata }, index) => {
      const entry = { position: toPosition(this.entries.length + 1), stream, revision: first + index, id, type, data, metadata };
      this.entries.push(entry);
      stored.push(entry);
      this.ids.add(id);
    });
    this.bell.ring();
  }

  readStream(stream: string, from: Revision): AsyncIterable<Stored> {
    return readPages((last) => {
      this.requireOpen();
      const start = last === undefined ? from : last.revision + 1;
      return this.streams.get(stream)?.slice(start, start + PAGE) ?? [];
    });
  }

  readAll(after: Position | 'START'): AsyncIterable<Stored> {
    return readPages((last) => this.page(last?.position ?? after));
  }

  follow(after: Position | 'START', signal: AbortSignal): AsyncIterable<Stored | 'CAUGHT_UP' | 'FELL_BEHIND'> {
    return followPages(after, (last) => this.page(last), this.bell, signal);
  }

  async head(): Promise<Position | 'START'> {
    this.requireOpen();
    return this.entries.at(-1)?.position ?? 'START';
  }

  async at(position: Position): Promise<Stored | undefined> {
    this.requireOpen();
    return this.entries[(numberOf(position) ?? 0) - 1];
  }

  async seal(tenant: string, movedTo: string): Promise<void> {
    this.requireOpen();
    if (!this.seals.has(tenant)) this.seals.set(tenant, movedTo);
  }

  async *streamSettings(): AsyncGenerator<StreamSetting, void, undefined> {
    // Streams of this log have no settings.
  }

  async health(): Promise<Health> {
    return this.closed ? { ok: false, detail: 'closed' } : { ok: true, detail: `in memory, ${this.entries.length} entries` };
  }

  async close(): Promise<void> {
    this.closed = true;
    this.bell.ring();
  }

  private page(after: Position | 'START'): Stored[] {
    this.requireOpen();
    const start = numberAfter(after);
    return this.entries.slice(start, start + PAGE);
  }

  private requireOpen(): void {
    if (this.closed) throw new LogError('CLOSED', 'the log was closed');
  }
}
