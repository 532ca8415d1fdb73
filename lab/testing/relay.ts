import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

interface Place {
  readonly host: string;
  readonly port: number;
}

/** A stretch of network that can be cut, shut, or made to lose what is sent over it. */
export class Relay implements AsyncDisposable {
  readonly #to: Place;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  readonly host: string;
  port = 0;
  /** What was sent since it loses all. */
  readonly lost: Buffer[] = [];

  private constructor(host: string, to: Place) {
    this.host = host;
    this.#to = to;
  }

  static async open(host: string, to: Place): Promise<Relay> {
    const relay = new Relay(host, to);
    await relay.reopen();
    return relay;
  }

  /** At the port that it had. */
  async reopen(): Promise<void> {
    const server = createServer((near) => {
      const far = connect(this.#to.port, this.#to.host);
      for (const socket of [near, far]) this.#sockets.add(socket.on('error', () => undefined));
      near.pipe(far).pipe(near);
    }).listen(this.port, this.host);
    await once(server, 'listening');
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  /** Connections end. New ones are let through. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  /** Nobody is told: the connections that there are stay open, and nothing arrives any more. */
  loseAll(): void {
    for (const socket of this.#sockets)
      socket
        .unpipe()
        .on('data', (chunk: Buffer) => this.lost.push(chunk))
        .resume();
  }

  /** Whoever comes is refused, as by a host where nobody listens. */
  async shut(): Promise<void> {
    this.cut();
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    server.close();
    await once(server, 'close');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shut();
  }
}
