import { LogError, type Position } from '../event-log.js';
import { answerOf, type Answer } from './esdb-answers.js';
import { dialectOf, type Dialect, type StoreClient } from './esdb-dialect.js';
import { within } from './esdb-timing.js';

/** Failed calls in a row after which a client is given up: it may hang on a node that is gone, or no leader any more. */
const PATIENCE = 10;
/** A call without any answer tells as much as so many failed ones. */
const SILENCE = 5;
/** The least time between two new clients, in milliseconds. */
const RENEWAL = 500;
/** Of a node of which the URL says none. */
const DEFAULT_PORT = 2113;
/** How long a client may take to let go of its calls, in milliseconds. */
const PARTING = 1000;

/** The two may go by different connections: that the one is answered says nothing of the other. */
type Kind = 'APPEND' | 'READ';

/** One server's client, shared by all logs of this process on that URL. */
export class EsdbConnection {
  private current: StoreClient;
  private readonly troubles: Record<Kind, number> = { APPEND: 0, READ: 0 };
  private lastFailure: unknown;
  private renewedAt = 0;
  private generation = 0;
  private users = 0;
  private newest: Position | undefined;

  constructor(
    private readonly url: string,
    private readonly dialect: Dialect,
    private readonly abandoned: () => void,
  ) {
    this.current = dialect(url);
  }

  get client(): StoreClient {
    return this.current;
  }

  /** Whether a client is still the one in use. */
  isCurrent(client: StoreClient): boolean {
    return client === this.current && this.users > 0;
  }

  /** The furthest place of the store's log that this process knows of; whatever is written from now on lies beyond. */
  get seen(): Position | undefined {
    return this.newest;
  }

  see(position: Position): void {
    if (this.newest === undefined || position > this.newest) this.newest = position;
  }

  answered(kind: Kind): void {
    this.troubles[kind] = 0;
  }

  /** Takes note of how a call on a client failed; after enough of it a new client looks for the server, or the leader, afresh. */
  failed(kind: Kind, client: StoreClient, error: unknown): Answer {
    const answer = answerOf(error);
    // A call that many appends share fails but once.
    if (client !== this.current || error === this.lastFailure) return answer;
    this.lastFailure = error;
    if (answer.kind !== 'UNKNOWN' && answer.kind !== 'NOT_SENT') this.answered(kind);
    else this.endure(kind, answer.silent ? SILENCE : 1, client);
    return answer;
  }

  private endure(kind: Kind, trouble: number, client: StoreClient): void {
    this.troubles[kind] += trouble;
    const { APPEND, READ } = this.troubles;
    if (APPEND + READ < PATIENCE || Date.now() - this.renewedAt < RENEWAL) return;
    this.answered('APPEND');
    this.answered('READ');
    this.renewedAt = Date.now();
    this.current = this.dialect(withoutNode(this.afresh(++this.generation), client.node()));
    void client.dispose().catch(() => undefined);
  }

  /** Another log uses the connection. */
  join(): this {
    this.users++;
    return this;
  }

  async leave(): Promise<void> {
    if (--this.users > 0) return;
    this.abandoned();
    await within(PARTING, this.current.dispose()).catch(() => undefined);
  }

  /** gRPC gives channels with equal settings the same, perhaps dead, connection: so the settings differ a little. */
  private afresh(generation: number): string {
    const known = /([?&]keepAliveInterval=)(-?\d+)/i;
    const match = known.exec(this.url);
    if (match === null)
      return `${this.url.replace(/\/$/, '')}${this.url.includes('?') ? '&' : '?'}keepAliveInterval=${10_000 + generation}`;
    return Number(match[2]) < 0 ? this.url : this.url.replace(known, `$1${Number(match[2]) + generation}`);
  }
}

/** A search for the leader asks one node after another and waits seconds for a silent one, so another is named in that one's place. */
function withoutNode(url: string, node: string | undefined): string {
  return url.replace(/(?<=^[^:]+:\/\/(?:[^@/?]*@)?)[^@/?]+/, (hosts) => {
    const named = hosts.split(',').map((host) => (host.includes(':') ? host : `${host}:${DEFAULT_PORT}`));
    const other = named.find((host) => host !== node);
    return other === undefined ? hosts : named.map((host) => (host === node ? other : host)).join(',');
  });
}

const connections = new Map<string, Promise<EsdbConnection>>();

/** The connection of this process to a URL. Everyone who takes it leaves it once. Throws `REJECTED` for a URL that its client does not understand. */
export async function connect(url: string): Promise<EsdbConnection> {
  let known = connections.get(url);
  if (known === undefined) {
    known = begin(url);
    connections.set(url, known);
    known.catch(() => connections.delete(url));
  }
  return (await known).join();
}

async function begin(url: string): Promise<EsdbConnection> {
  const dialect = await dialectOf(url);
  try {
    return new EsdbConnection(url, dialect, () => connections.delete(url));
  } catch {
    // The client's own words quote the URL, which may hold a password.
    throw new LogError('REJECTED', 'the URL of the store is not one that its client understands');
  }
}
