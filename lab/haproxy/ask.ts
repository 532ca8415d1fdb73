import { connect } from 'node:net';
import { LabError } from '../error.ts';

/** The sessions of a hundred thousand clients take less. */
const LONGEST_ANSWER = 64 * 1024 * 1024;

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
  let length = 0;
  socket.on('data', (chunk) => {
    length += chunk.length;
    if (length <= LONGEST_ANSWER) chunks.push(chunk);
    else unreachable(`gave more than ${LONGEST_ANSWER} bytes as the answer to "${line}"`);
  });
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
