import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Day, DomainEvent, Projection, Slice } from '#libs/domain';
import { encode, newSalt, MemoryLog, RETRACTION, type NewEntry, type Revision, type StreamLog } from '#libs/ledger';

/** A slice made for tests of the machinery: boxes that are placed, painted, filled, emptied and stacked. */
export type BoxEvent =
  | { type: 'ShelfBuilt'; data: { shelf: string } }
  | { type: 'BoxPlaced'; data: { box: string; colour: string } }
  | { type: 'BoxPainted'; data: { box: string; colour: string } }
  | { type: 'BoxFilled'; data: { box: string; what: string } }
  | { type: 'BoxEmptied'; data: { box: string } }
  | { type: 'BoxesLabelled'; data: { boxes: readonly string[]; label: string } }
  | { type: 'BoxCursed'; data: { box: string } };

interface BoxRow {
  readonly box: string;
  readonly colour?: string;
  readonly contents?: readonly string[];
  readonly label?: string;
}

const boxes: Projection<BoxEvent, BoxRow> = {
  kind: 'box',
  keys: ({ data }) => ('boxes' in data ? data.boxes : 'box' in data ? [data.box] : []),
  on: {
    BoxPlaced: (row, { box, colour }) => row ?? { box, colour },
    BoxPainted: (row, { colour }) => row && { ...row, colour },
    BoxFilled: (row, { what }) => row && { ...row, contents: [...(row.contents ?? []), what] },
    BoxEmptied: (row) => row && { box: row.box, ...(row.colour !== undefined && { colour: row.colour }) },
    BoxesLabelled: (row, { label }, { on }) => row && { ...row, label: `${label} ${on}` },
    BoxCursed: () => {
      throw new Error('the box is cursed');
    },
  },
  ignore: ['ShelfBuilt'],
};

const shelves: Projection<BoxEvent, { shelf: string; placed: number }> = {
  kind: 'shelf',
  keys: () => ['rack-top'],
  on: {
    ShelfBuilt: (row, { shelf }) => row ?? { shelf, placed: 0 },
    BoxPlaced: (row) => row && { ...row, placed: row.placed + 1 },
  },
  ignore: ['BoxPainted', 'BoxFilled', 'BoxEmptied', 'BoxesLabelled', 'BoxCursed'],
};

const types: readonly BoxEvent['type'][] = [
  'ShelfBuilt',
  'BoxPlaced',
  'BoxPainted',
  'BoxFilled',
  'BoxEmptied',
  'BoxesLabelled',
  'BoxCursed',
];

export const boxSlice: Slice = {
  name: 'box',
  keyOf: () => '',
  decider: { decide: {}, defaultDay: {} },
  projections: [boxes, shelves],
  events: Object.fromEntries(types.map((type) => [type, []])),
  timeless: ['ShelfBuilt'],
  creations: {},
  permanent: [],
  gates: {},
};

export const tinyCatalog: readonly Slice[] = [boxSlice];

export interface Told {
  readonly event: BoxEvent | DomainEvent;
  /** Absent for a retraction. */
  readonly on?: Day;
  readonly recordedAt?: string;
  readonly actor?: string;
  readonly commandId?: string;
}

let made = 0;

/** The stored form of an event; each has a command of its own unless it names one. */
export function entryOf(stream: string, { event, on, recordedAt, actor, commandId }: Told, index = 0, count = 1): NewEntry {
  return encode(stream, event.type, event.data, {
    v: 1,
    commandId: commandId ?? `command-${made++}`,
    commandHash: '00',
    index,
    count,
    recordedAt: recordedAt ?? '2025-04-01T09:00:00.000Z',
    actor: actor ?? 'tester',
    correlationId: 'test',
    salt: newSalt(),
    ...(on !== undefined && { effectiveOn: on, precision: 'DAY' as const }),
  });
}

/** The wish to take revisions back, as it is stored. */
export const retraction = (...revisions: Revision[]): Told => ({
  event: { type: RETRACTION, data: { entry: 0, revisions, reason: 'a mistake' } },
});

/** Appends at the end of a stream, whatever its revision. */
export async function tell(log: StreamLog, stream: string, ...told: Told[]): Promise<Revision> {
  let last = -1;
  for await (const { revision } of log.readStream(stream, 0)) last = revision;
  const entries = told.map((one) => entryOf(stream, one));
  const { revision } = await log.append(stream, last < 0 ? 'NO_STREAM' : last, entries, Date.now() + 5_000);
  return revision;
}

/** A new folder under the machine's temporary one, and how to remove it. */
export function scratch(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'planledger-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export const memoryLog = (): MemoryLog => new MemoryLog();
