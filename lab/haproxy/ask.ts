import type { Duplex } from 'node:stream';
import { LabError } from '../error.ts';
import type { AdminSocket } from './admin-socket.ts';

/** The sessions of a hundred thousand clients take less. */
const LONGEST_ANSWER = 64 * 1024 * 1024;

/** One line to an admin socket, over a connection of its own: HAProxy closes it after the last answer. */
export function ask(adminSocket: AdminSocket, line: string, timeoutMs: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const unreachable = (what: string, cause?: unknown) =>
    reject(
      new LabError('haproxy-unreachable', `HAProxy's admin socket ${adminSocket.where} ${what}.`, {
        fix: 'Check that this HAProxy runs and that you may write to its socket.',
        cause,
      }),
    );
  const unconnected = (error: Error) => unreachable(`cannot be reached: ${error.message}`, error);
  const chunks: Buffer[] = [];
  let socket: Duplex | undefined;
  const over = new AbortController();
  const limit = setTimeout(() => unreachable(`gave no answer to "${line}" within ${timeoutMs} ms`), timeoutMs);
  const begin = (connected: Duplex) => {
    socket = connected;
    if (over.signal.aborted) {
      socket.destroy();
      return;
    }
    let length = 0;
    socket.on('data', (chunk) => {
      length += chunk.length;
      if (length <= LONGEST_ANSWER) chunks.push(chunk);
      else unreachable(`gave more than ${LONGEST_ANSWER} bytes as the answer to "${line}"`);
    });
    socket.on('error', unconnected);
    // The answer to a command, if only to one that succeeded, ends in a blank line: anything else was cut short.
    socket.on('end', () => {
      const answer = Buffer.concat(chunks).toString('utf8');
      if (/(^|\n)\n$/.test(answer)) resolve(answer);
      else unreachable(`closed the connection before the answer to "${line}" was complete`);
    });
    socket.write(`${line}\n`);
  };
  adminSocket.connect(over.signal).then(begin, unconnected);
  return promise.finally(() => {
    over.abort();
    clearTimeout(limit);
    socket?.destroy();
  });
}
