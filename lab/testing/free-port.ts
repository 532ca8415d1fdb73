import { once } from 'node:events';
import { createServer } from 'node:net';

/** Playwright's tests run beside each other; each of its workers has a stretch of its own. */
const WIDTH = 1_000;
let next = 16_000 + WIDTH * Number(process.env.TEST_PARALLEL_INDEX ?? 0);

/**
 * A port for a program that is told where to listen, or for nobody. The system's own choice (port 0) is none: it may
 * give the same port to anybody's connection before that program listens, and again whenever it is stopped.
 */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  for (;;) {
    const port = next++;
    if (await isFree(address, port)) return port;
  }
}

async function isFree(address: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, address);
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
}
