import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** Stands between a client and a server and does to their connections what networks do. */
export class CuttingProxy {
  /** Connections taken so far. */
  connections = 0;
  private readonly pairs = new Set<Pair>();
  private held = false;

  private constructor(
    private readonly listener: Server,
    private readonly target: number,
  ) {
    listener.on('connection', (client) => this.take(client));
  }

  static async to(target: number): Promise<CuttingProxy> {
    const listener = createServer();
    const proxy = new CuttingProxy(listener, target);
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  /** Nothing passes until `release`; then everything does. New connections are taken and held too. */
  hold(): void {
    this.held = true;
    for (const { client, server } of this.pairs) {
      client.pause();
      server.pause();
    }
  }

  release(): void {
    this.held = false;
    for (const { client, server } of this.pairs) {
      client.resume();
      server.resume();
    }
  }

  /** The connections of now lose whatever is sent on them, and nobody is told. New ones work. */
  drop(): void {
    for (const pair of this.pairs) {
      pair.client.unpipe().resume();
      pair.server.unpipe().resume();
    }
  }

  /** Ends the connections of now. New ones work. */
  cut(): void {
    for (const { client, server } of this.pairs) {
      client.destroy();
      server.destroy();
    }
  }

  async close(): Promise<void> {
    this.cut();
    if (!this.listener.listening) return;
    this.listener.close();
    await once(this.listener, 'close');
  }

  private take(client: Socket): void {
    this.connections++;
    const server = connect(this.target, '127.0.0.1');
    const pair: Pair = { client, server };
    this.pairs.add(pair);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ]) {
      from.setNoDelay(true);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.pairs.delete(pair);
        to.destroy();
      });
      from.pipe(to);
      if (this.held) from.pause();
    }
  }
}
