import type { Loss } from './link.ts';

/** This machine's own lack of ports, files, memory or names. */
const LOCAL = new Set(['EADDRNOTAVAIL', 'EMFILE', 'ENFILE', 'ENOBUFS', 'ENOTFOUND', 'EAI_AGAIN']);

/** Why a connection never stood; without an error the peer just closed it. */
export function lossBeforeStanding(error: NodeJS.ErrnoException | undefined, secure: boolean): Loss {
  // Of several addresses for one name, the first one's failure is told.
  const cause: NodeJS.ErrnoException | undefined = error instanceof AggregateError ? error.errors[0] : error;
  if (cause?.code !== undefined && LOCAL.has(cause.code)) return 'local';
  if (cause?.code === 'ECONNREFUSED') return 'refused';
  // Whatever does not come from connecting comes from the handshake.
  return secure && cause?.syscall !== 'connect' ? 'tls' : 'connect-error';
}

/** Why no byte of an answer came on a connection that stood. Under TLS 1.3 a client stands before the server accepts it. */
export function lossBeforeAnswer(error: NodeJS.ErrnoException | undefined): Loss {
  if (error === undefined) return 'closed';
  return error.code?.startsWith('ERR_SSL_') ? 'tls' : 'reset';
}
