import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { CONNECT_LIMIT, checkSocketPath } from './socket-path.ts';

/** Where a HAProxy takes commands, and how to get there. */
export interface AdminSocket {
  /** For messages. */
  readonly where: string;
  connect(limit: AbortSignal): Promise<Duplex>;
}

/** A path, or `HOST:PORT`. */
export function adminSocketHere(address: string): AdminSocket {
  const port = portOf(address);
  if (port === undefined) checkSocketPath(address, CONNECT_LIMIT, 'haproxy-unreachable');
  return {
    where: address,
    async connect(limit) {
      const socket = port === undefined ? connect(address) : connect(port);
      try {
        await once(socket, 'connect', { signal: limit });
        return socket;
      } catch (error) {
        socket.destroy();
        throw error;
      }
    },
  };
}

/** Undefined: the address is a path. */
export function portOf(address: string): { readonly host: string; readonly port: number } | undefined {
  const [, host, port] = /^(?!\/)(?:\[?([^\]/]+?)\]?):(\d{1,5})$/.exec(address) ?? [];
  return host === undefined ? undefined : { host, port: Number(port) };
}
