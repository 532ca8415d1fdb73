import { createServer } from 'node:http';

/** A server that, when told to, closes every connection on which a request comes, for exactly so long, soon. */

const EARLIEST_MS = 200;
const SPREAD_MS = 500;

let [from, to] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
const server = createServer((request, response) => {
  const now = performance.now();
  if (now >= from && now < to) request.socket.destroy();
  else response.end('ok');
});
server.listen(0, '127.79.0.3', () => process.send!(server.address()!));
process.on('message', ({ milliseconds }: { milliseconds: number }) => {
  from = performance.now() + EARLIEST_MS + SPREAD_MS * Math.random();
  to = from + milliseconds;
});
