import type { Writable } from 'node:stream';
import type { ServerChannel } from 'ssh2';

/** Both outputs of a command into one channel. */
export interface ChannelOutput {
  stdout(chunk: Buffer): Promise<void>;
  stderr(chunk: Buffer): Promise<void>;
}

/**
 * ssh2 1.17 parks one chunk for each output when the client's window is full, never forgets a parked chunk that has
 * been sent since, and after a window change looks at one output only. With both outputs busy it repeats data or
 * stops for good. So writes go one after the other here, and what was parked is cleared in between.
 */
export function channelOutput(channel: ServerChannel): ChannelOutput {
  let previous: Promise<void> = Promise.resolve();
  const inTurn = (stream: Writable, chunk: Buffer): Promise<void> => {
    previous = previous.then(() => write(stream, chunk));
    return previous;
  };
  const write = async (stream: Writable, chunk: Buffer): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    stream.write(chunk, () => resolve());
    await promise;
    Object.assign(channel, { _chunk: undefined, _chunkcb: undefined, _chunkErr: undefined, _chunkcbErr: undefined });
  };
  return {
    stdout: (chunk) => inTurn(channel, chunk),
    stderr: (chunk) => inTurn(channel.stderr, chunk),
  };
}
