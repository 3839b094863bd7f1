/** The part of `ws` that is used here. */
declare module 'ws' {
  import type { EventEmitter } from 'node:events';
  import type { IncomingMessage } from 'node:http';
  import type { Duplex } from 'node:stream';

  export class WebSocket extends EventEmitter {
    static readonly OPEN: 1;
    constructor(address: string, protocols: string, options?: { readonly headers?: Readonly<Record<string, string>> });
    readonly protocol: string;
    readonly readyState: number;
    /** Bytes that were sent and have not left this process. */
    readonly bufferedAmount: number;
    close(code?: number, reason?: string): void;
    pause(): void;
    ping(): void;
    resume(): void;
    send(text: string, sent?: (error?: Error) => void): void;
    terminate(): void;
    on(event: 'message', listener: (bytes: Buffer) => void): this;
    on(event: 'ping' | 'pong' | 'open', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    on(event: 'close', listener: (code: number, reason: Buffer) => void): this;
  }

  export interface ServerOptions {
    readonly noServer: true;
    readonly maxPayload: number;
    /** How long the other side may take to close, in milliseconds. */
    readonly closeTimeout: number;
    readonly handleProtocols: (protocols: Set<string>) => string | false;
  }

  export class WebSocketServer extends EventEmitter {
    constructor(options: ServerOptions);
    readonly clients: ReadonlySet<WebSocket>;
    handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, opened: (socket: WebSocket) => void): void;
    close(closed: (error?: Error) => void): void;
  }
}
