import { once } from 'node:events';
import { createServer } from 'node:net';
import { LabError } from '../error.ts';
import { describeListener } from './listener.ts';

/**
 * The port that a service has on a real host if it can be had, else the next one. Every address is one lab's own, so
 * only somebody who listens on all addresses is in the way. Ports that the system hands out by itself are no choice:
 * while a service is stopped for its upgrade, anybody could be given its port.
 */
export async function freePort(address: string, preferred: number): Promise<number> {
  for (let port = preferred; port < preferred + 200; port += 1) if (await isFree(address, port)) return port;
  throw new LabError('port-in-use', `No port from ${preferred} to ${preferred + 199} is free on ${address}`);
}

export async function expectFree(address: string, port: number): Promise<void> {
  if (await isFree(address, port)) return;
  throw new LabError('port-in-use', `Port ${port} on ${address} is in use by ${describeListener(address, port)}`, {
    fix: 'Stop that one, or choose another port.',
  });
}

async function isFree(address: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, address);
    await once(server, 'listening');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw new LabError('port-in-use', `Cannot listen on ${address}:${port}: ${(error as Error).message}`, {
      cause: error,
    });
  } finally {
    server.close();
  }
}
