import { LabError, type LabErrorCode } from '../error.ts';

/** What the kernel allows in sockaddr_un. */
export const CONNECT_LIMIT = 107;

/** HAProxy binds `PATH.PID.tmp` first and renames it, so it allows itself less (2.6 says: max 97). */
export const BIND_LIMIT = 97;

// Node would cut a longer path short and then talk to another file.
export function checkSocketPath(path: string, limit: number, code: LabErrorCode): void {
  const length = Buffer.byteLength(path);
  if (length > limit) {
    throw new LabError(code, `The socket path "${path}" has ${length} bytes. At most ${limit} are possible.`, {
      fix: 'Keep the lab in a folder with a shorter path.',
    });
  }
  if (/['\n]/.test(path)) {
    throw new LabError(code, `The socket path "${path}" has a quote or a line end, which HAProxy cannot be told.`, {
      fix: 'Keep the lab in a folder without such characters.',
    });
  }
}
