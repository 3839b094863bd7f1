import { randomUUID } from 'node:crypto';
import type { Deadline, EventLog, NewEntry, Position, Stored } from '#libs/ledger';

/** A deadline that no test reaches. */
export const soon = (): Deadline => Date.now() + 20_000;

export async function collect(items: AsyncIterable<Stored>): Promise<Stored[]> {
  const found: Stored[] = [];
  for await (const item of items) found.push(item);
  return found;
}

export const ids = (stored: readonly { id: string }[]): string[] => stored.map(({ id }) => id);
export const plain = ({ id, type, data, metadata }: NewEntry): NewEntry => ({ id, type, data, metadata });

/** The streams of one test: a tenant of its own, for the store may be shared and full. */
export class Room {
  readonly tenant = `t${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  readonly plan = `plan-${this.tenant}.jfp`;

  objective(n: number): string {
    return `objective-${this.tenant}.jfp.o${n}`;
  }

  readonly owns = ({ stream }: Stored): boolean => stream.includes(`-${this.tenant}.`);

  async all(log: EventLog, after: Position | 'START'): Promise<Stored[]> {
    return (await collect(log.readAll(after))).filter(this.owns);
  }
}
