import { CloseCode, type WebSocket as Transport } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocket } from 'ws';
import type { Authenticator } from '../auth/authenticator.js';
import type { Caller } from '../auth/roles.js';
import type { Request } from '../ledger-command.js';
import { requestScope } from '../logging.js';
import { ApiError, tooCostly } from './api-error.js';
import { type ErrorScene, reportTo } from './error-answer.js';
import { LIMITS } from './limits.js';
import type { Peer } from './subscriptions.js';

/** What may wait to be sent while the other side asks for more. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

/** What graphql-ws says of a message that only servers send. */
const NOT_FOR_A_SERVER = 'Unexpected message of type';

const INTERNAL = 1011;
const TRY_AGAIN_LATER = 1013;

interface OpenSocketOptions {
  readonly socket: WebSocket;
  readonly authenticator: Authenticator;
  readonly logger: Logger;
  readonly requestId: string;
  /** The `Authorization` of the upgrade, where the client could send one. */
  readonly header: string | undefined;
  /** All sockets that are open, this one among them. */
  readonly all: () => Iterable<OpenSocket>;
}

/** An open WebSocket and who is at its other end. */
export class OpenSocket implements Peer {
  readonly requestId: string;
  readonly report: ErrorScene['report'];
  private readonly socket: WebSocket;
  private readonly since = performance.now();
  private authorization: string | undefined;
  private caller: Caller | undefined;
  private subscriptions: () => number = () => 0;
  private alive = true;
  private endedWith: number | undefined;

  constructor(private readonly options: OpenSocketOptions) {
    const { socket, requestId, logger } = options;
    this.socket = socket;
    this.requestId = requestId;
    this.report = (error, code) => (this.isOpen ? reportTo(logger)(error, code) : undefined);
    socket.on('pong', () => (this.alive = true));
    socket.on('ping', () => this.isFlooded());
    // The code with which it closes then says what was wrong.
    socket.on('error', () => undefined);
  }

  /** The socket as graphql-ws takes it. What is sent has left this process before anything more of a subscription is made. */
  get transport(): Transport {
    const { socket } = this;
    return {
      protocol: socket.protocol,
      send: (text) => new Promise((resolve, reject) => socket.send(text, (error) => (error ? reject(error) : resolve()))),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => void socket.on('message', (bytes) => void this.take(bytes, take)),
    };
  }

  admit(said: Readonly<Record<string, unknown>>, subscriptions: () => number): boolean {
    const authorization = this.options.header ?? authorizationIn(said);
    const caller = this.options.authenticator.caller(authorization);
    if (caller === undefined) return this.end(CloseCode.Unauthorized, 'A valid API key is needed: {"authorization": "Bearer pl_…"}');
    const { subscriptionsOfKey } = LIMITS;
    if (this.ofKey(caller.key).length >= subscriptionsOfKey) {
      return this.end(TRY_AGAIN_LATER, `More than ${subscriptionsOfKey} sockets are open with this key.`);
    }
    Object.assign(this, { authorization, caller, subscriptions });
    return true;
  }

  asker(): Request {
    if (this.caller === undefined) throw new ApiError('UNAUTHENTICATED', 'A valid API key is needed.');
    within('subscriptionsOfKey', this.ofKey(this.caller.key));
    within('subscriptions', [...this.options.all()]);
    return { caller: this.caller, correlationId: this.requestId };
  }

  /** Closes the socket where nothing came back since the last time, and asks for another sign of life. */
  pulse(): void {
    if (!this.alive) this.end(TRY_AGAIN_LATER, 'Nothing was read for too long. Connect again and go on after the last entry.');
    this.alive = false;
    this.socket.ping();
  }

  /** Closes the socket where its key has been revoked, or cannot be checked. */
  recheck(): void {
    if (this.caller === undefined) return;
    try {
      if (!this.options.authenticator.holds(this.authorization)) this.end(CloseCode.Unauthorized, 'The API key is no longer valid.');
    } catch (error) {
      this.report(error, 'INTERNAL');
      this.end(TRY_AGAIN_LATER, 'The API key cannot be checked just now.');
    }
  }

  /** Begins to close the socket; always false. */
  end(code: number, reason: string): false {
    this.endedWith ??= code;
    this.socket.close(code, reason);
    return false;
  }

  /** Puts down that the socket has closed, with which code if this side did not end it. */
  closed(closedWith: number): void {
    const { requestId, caller, endedWith: code = closedWith } = this;
    this.options.logger.info({ requestId, code, ms: Math.round(performance.now() - this.since), actor: caller?.actor }, 'socket closed');
  }

  private get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  private async take(bytes: Buffer, take: (text: string) => Promise<void>): Promise<void> {
    if (this.isFlooded()) return;
    try {
      await requestScope.run({ requestId: this.requestId }, () => take(String(bytes)));
    } catch (error) {
      const { message } = error as Error;
      if (message.startsWith(NOT_FOR_A_SERVER)) return void this.end(CloseCode.BadRequest, message);
      this.report(error, 'INTERNAL');
      this.end(INTERNAL, 'Something went wrong here.');
    }
  }

  /** Whoever asks on without reading the answers would fill the memory with them. */
  private isFlooded(): boolean {
    if (this.socket.bufferedAmount <= MOST_WAITING_BYTES) return false;
    this.end(TRY_AGAIN_LATER, 'Too much waits to be read. Connect again and go on after the last entry.');
    return true;
  }

  private ofKey(key: string): readonly OpenSocket[] {
    return [...this.options.all()].filter(({ caller, isOpen }) => isOpen && caller?.key === key);
  }

  /** How many subscriptions some sockets have open. */
  static subscriptionsOf(sockets: readonly OpenSocket[]): number {
    return sockets.reduce((sum, { subscriptions }) => sum + subscriptions(), 0);
  }
}

function within(limit: 'subscriptions' | 'subscriptionsOfKey', sockets: readonly OpenSocket[]): void {
  const open = OpenSocket.subscriptionsOf(sockets);
  if (open > LIMITS[limit]) throw tooCostly(limit, open);
}

/** Browsers cannot send headers with an upgrade, so the first message may say what the header would. */
function authorizationIn(said: Readonly<Record<string, unknown>>): string | undefined {
  const [, value] = Object.entries(said).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  return typeof value === 'string' ? value : undefined;
}
