import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Gives the port. Who watches must not keep the command from ending. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  server.maxConnections = 64;
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
  server.unref();
  return (server.address() as AddressInfo).port;
}

export function shut(server: Server): void {
  server.close();
  server.closeAllConnections();
}
