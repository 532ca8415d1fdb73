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
  // The answer to a command, if only to one that succeeded, ends in a blank line: anything else was cut short.
  socket.on('end', () => {
    const answer = Buffer.concat(chunks).toString('utf8');
    if (/(^|\n)\n$/.test(answer)) resolve(answer);
    else unreachable(`closed the connection before the answer to "${line}" was complete`);
  });
  return promise.finally(() => {
    clearTimeout(limit);
    socket.destroy();
  });
}
