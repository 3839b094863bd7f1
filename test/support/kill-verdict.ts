import { catalog } from '#libs/domain';
import { decoder, openLog, parseStreamName, type Entry } from '#libs/ledger';
import { rebuild, viewDigest, viewPath } from '#libs/views';
import type { Promised, Told } from './office-clients.js';

export interface Findings {
  readonly entries: number;
  readonly streams: number;
  /** One hash over everything that the views say. */
  readonly digest: string;
  readonly violations: readonly string[];
}

export interface Judged {
  readonly log: string;
  readonly data: string;
  readonly tenant: string;
  readonly told: Told;
}

/** What the log holds of one command. */
interface Recorded {
  readonly entries: Entry[];
  readonly numbers: number[];
}

/** Compares what was promised with what the log holds, and the views with views built anew. The API must have stopped. */
export async function judge({ log, data, tenant, told }: Judged): Promise<Findings> {
  const violations = [...told.wrong];
  const { commands, streams, entries } = await readLog(log, tenant, violations);
  for (const [id, recorded] of commands) violations.push(...notWhole(id, recorded));
  for (const promised of told.promised.values()) violations.push(...notAsPromised(promised, commands.get(promised.commandId)));
  for (const id of told.refused) if (commands.has(id)) violations.push(`${id} was refused and is in the log`);
  for (const id of told.unchanged) if (commands.has(id)) violations.push(`${id} was answered "unchanged" and is in the log`);
  const path = viewPath(data, tenant);
  const digest = viewDigest(path);
  const rebuilt = (await rebuild(log, data, tenant)).find((one) => one.tenant === tenant);
  if (rebuilt?.size !== entries) violations.push(`the views hold ${rebuilt?.size} entries, the log ${entries}`);
  const again = viewDigest(path);
  if (again !== digest) violations.push(`the views' digest is ${digest}, and ${again} once they are built anew`);
  return { entries, streams, digest, violations };
}

async function readLog(url: string, tenant: string, violations: string[]) {
  const decode = decoder(catalog);
  const commands = new Map<string, Recorded>();
  const revisions = new Map<string, number>();
  let number = 0;
  const log = await openLog(url, { readOnly: true });
  try {
    for await (const stored of log.readAll('START')) {
      if (parseStreamName(stored.stream)?.tenant !== tenant) continue;
      const entry = decode(stored);
      const expected = (revisions.get(entry.stream) ?? -1) + 1;
      if (entry.revision !== expected) violations.push(`${entry.stream} goes on at revision ${entry.revision} instead of ${expected}`);
      revisions.set(entry.stream, entry.revision);
      const recorded = commands.get(entry.metadata.commandId) ?? { entries: [], numbers: [] };
      recorded.entries.push(entry);
      recorded.numbers.push(number++);
      commands.set(entry.metadata.commandId, recorded);
    }
  } finally {
    await log.close();
  }
  return { commands, streams: revisions.size, entries: number };
}

/** A command is in the log once: all of its entries, one after the other, in one stream. */
function notWhole(id: string, { entries }: Recorded): readonly string[] {
  const [first] = entries;
  const whole =
    entries.length === first.metadata.count &&
    entries.every(
      ({ stream, revision, metadata }, index) => stream === first.stream && revision === first.revision + index && metadata.index === index,
    );
  if (whole) return [];
  return [
    `${id} is in the log as ${entries.map(({ stream, revision, metadata }) => `${stream}@${revision} (${metadata.index}/${metadata.count})`).join(', ')}`,
  ];
}

function notAsPromised({ commandId, stream, revision, entries: promised }: Promised, recorded: Recorded | undefined): readonly string[] {
  if (recorded === undefined) return [`${commandId} was promised at ${stream}@${revision} and is not in the log`];
  const { entries, numbers } = recorded;
  const last = entries[entries.length - 1];
  if (last.stream !== stream || last.revision !== revision || entries.length !== promised.length) {
    return [`${commandId} was promised at ${stream}@${revision} and is at ${last.stream}@${last.revision}`];
  }
  return promised.flatMap(({ number, type }, index) =>
    (number === null || number === numbers[index]) && type === entries[index].type
      ? []
      : [`${commandId} was promised as entry ${number} (${type}) and is entry ${numbers[index]} (${entries[index].type})`],
  );
}
