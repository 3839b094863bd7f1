import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { handleProtocols, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticator } from '../auth/authenticator.js';
import { reportTo } from './error-answer.js';
import { LIMITS } from './limits.js';
import { OpenSocket } from './open-socket.js';
import { type Peer, subscriptionServer } from './subscriptions.js';

/** How often open sockets are looked after, in milliseconds. */
export interface Tempo {
  /** Each is asked for a sign of life, and closed where it gave none since the last time. */
  readonly pulse: number;
  /** Each must still have a valid key. */
  readonly recheck: number;
  /** How long the other side may take to close. */
  readonly closing: number;
}

export const USUAL_TEMPO: Tempo = { pulse: 15_000, recheck: 2_000, closing: 3_000 };

const GOING_AWAY = 1001;

interface SocketOptions {
  readonly schema: () => GraphQLSchema;
  readonly production: boolean;
  readonly authenticator: Authenticator;
  readonly requestId: (request: IncomingMessage) => string;
  readonly logger: Logger;
  readonly tempo: Tempo;
}

/** The WebSockets that are open, and how they come and go. */
export class Sockets {
  private readonly server: WebSocketServer;
  private readonly graphql: Server<Peer>;
  private readonly open = new Set<OpenSocket>();
  private timers: readonly NodeJS.Timeout[] = [];

  constructor(private readonly options: SocketOptions) {
    const { closing } = options.tempo;
    this.server = new WebSocketServer({ noServer: true, maxPayload: LIMITS.bodyBytes, closeTimeout: closing, handleProtocols });
    this.graphql = subscriptionServer(options);
  }

  /** Takes the upgrades that a server lets through, until it closes. */
  attach(http: FastifyInstance): void {
    const { pulse, recheck } = this.options.tempo;
    this.timers = [
      setInterval(() => this.each((socket) => socket.pulse()), pulse).unref(),
      setInterval(() => this.each((socket) => socket.recheck()), recheck).unref(),
    ];
    http.addHook('preClose', () => this.close());
    http.server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
      if (this.open.size >= LIMITS.subscriptions) return refuse(connection);
      this.server.handleUpgrade(request, connection, head, (socket) => this.opened(socket, request));
    });
  }

  /** Sends everyone elsewhere, and settles once they have gone. */
  private async close(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.each((socket) => socket.end(GOING_AWAY, 'The server stops. Connect again and go on after the last entry.'));
    await promisify<void>((done) => this.server.close(done))();
  }

  private each(act: (socket: OpenSocket) => void): void {
    for (const socket of this.open) act(socket);
  }

  private opened(socket: WebSocket, request: IncomingMessage): void {
    const { authenticator, logger, requestId } = this.options;
    const header = request.headers.authorization;
    const opened = new OpenSocket({ socket, authenticator, logger, requestId: requestId(request), header, all: () => this.open });
    this.open.add(opened);
    const ended = this.graphql.opened(opened.transport, opened);
    socket.on('close', (code, reason) => {
      this.open.delete(opened);
      opened.closed(code);
      ended(code, String(reason)).catch((error: unknown) => reportTo(logger)(error, 'INTERNAL'));
    });
  }
}

function refuse(connection: Duplex): void {
  connection.on('error', () => undefined);
  connection.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => connection.destroy());
}
