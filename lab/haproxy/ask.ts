import { connect } from 'node:net';
import { LabError } from '../error.ts';

/** One line to an admin socket, over a connection of its own: HAProxy closes it after the last answer. */
export function ask(adminSocket: string, line: string, timeoutMs: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const unreachable = (what: string, cause?: unknown) =>
    reject(
      new LabError('haproxy-unreachable', `HAProxy's admin socket ${adminSocket} ${what}.`, {
        fix: 'Check that this HAProxy runs and that you may write to its socket.',
        cause,
      }),
    );
  const chunks: Buffer[] = [];
  const socket = connect(adminSocket, () => socket.write(`${line}\n`));
  const limit = setTimeout(() => unreachable(`gave no answer to "${line}" within ${timeoutMs} ms`), timeoutMs);
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', (error) => unreachable(`cannot be reached: ${error.message}`, error));
  // Every command is answered, if only by a blank line: nothing at all means that HAProxy went away.
  socket.on('end', () =>
    chunks.length > 0
      ? resolve(Buffer.concat(chunks).toString('utf8'))
      : unreachable(`closed the connection without an answer to "${line}"`),
  );
  return promise.finally(() => {
    clearTimeout(limit);
    socket.destroy();
  });
}
