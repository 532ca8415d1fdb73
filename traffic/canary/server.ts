import { createServer } from 'node:http';
import { parentPort } from 'node:worker_threads';

/** The control endpoint's thread: says that it is well. */

const server = createServer((_, response) => response.end('well'));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  parentPort!.postMessage(port);
});
