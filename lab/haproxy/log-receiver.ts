import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { LabError } from '../error.ts';
import { openBoundedLog } from './bounded-log.ts';

const RECEIVE_BUFFER = 4 * 1024 * 1024;

export interface LogReceiverOptions {
  readonly address: string;
  readonly file: string;
  /** 0 or absent: the system picks a free one. */
  readonly port?: number;
  /** The file is moved to `FILE.1` when it has grown to this, and an older `FILE.1` is dropped. */
  readonly maxBytes?: number;
}

export interface LogReceiver extends AsyncDisposable {
  readonly port: number;
}

/** A syslog server: each datagram becomes a line, after the time at which it arrived. */
export async function receiveLogs(options: LogReceiverOptions): Promise<LogReceiver> {
  const { address, file, port = 0, maxBytes = 256 * 1024 * 1024 } = options;
  const log = await openBoundedLog(file, maxBytes);
  const socket = createSocket({ type: address.includes(':') ? 'udp6' : 'udp4', recvBufferSize: RECEIVE_BUFFER });
  socket.on('message', (message) => {
    log.append(
      `${new Date().toISOString()} ${message
        .toString('utf8')
        .replace(/\s*\n\s*/g, ' ')
        .trimEnd()}\n`,
    );
  });
  socket.bind(port, address);
  try {
    await once(socket, 'listening');
  } catch (error) {
    await log[Symbol.asyncDispose]();
    throw new LabError('port-in-use', `Cannot receive logs on ${address}:${port} (UDP): ${(error as Error).message}`, {
      fix: 'Choose another port, or 0 for a free one.',
      cause: error,
    });
  }
  return {
    port: socket.address().port,
    async [Symbol.asyncDispose]() {
      socket.close();
      await once(socket, 'close');
      await log[Symbol.asyncDispose]();
    },
  };
}
