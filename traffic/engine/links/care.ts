import { measuresBody } from '../../operations/index.ts';
import type { Operation } from '../../profile.ts';

/** What an operation asks of its link beyond sending at once and reading as it comes. */
export interface Care {
  /** The body is sent in pieces over this time; 0: at once. */
  readonly sendMs: number;
  /** The answer's body is taken over this time; 0: as it comes. */
  readonly readMs: number;
  readonly measures: boolean;
}

/** A body that may still be on its way when its answer comes. The system takes less than this at once. */
const LARGE_BYTES = 16 * 1024;

/** Most operations need none, and then their links are used as they are. */
export function careOf(operation: Operation): Care | undefined {
  const { payload, reads } = operation;
  const care = {
    sendMs: (payload?.seconds ?? 0) * 1000,
    readMs: (reads?.seconds ?? 0) * 1000,
    measures: measuresBody(operation),
  };
  const large = (payload?.bytes ?? 0) > LARGE_BYTES;
  return large || care.sendMs > 0 || care.readMs > 0 || care.measures ? care : undefined;
}
