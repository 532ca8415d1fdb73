import type { FailureClass, Outcome } from '../ledger/index.ts';

const SAFE = new Set(['GET', 'HEAD']);

/**
 * A write that may have reached a server and got no complete answer is unknown: it may have been done, once. Anything
 * else without the expected answer failed, unless it was our own decision that nothing was sent.
 */
export function outcomeOf(failure: FailureClass, method: string, perhapsWritten: boolean): Outcome {
  switch (failure) {
    case 'none':
      return 'ok';
    case 'bound':
    case 'no-variable':
    case 'local':
      return 'not-sent';
    case 'status':
    case 'content':
    case 'schema':
    case 'length':
    case 'checksum':
      return 'failed';
    default:
      if (perhapsWritten) return SAFE.has(method) ? 'failed' : 'unknown';
      return failure === 'stopped' ? 'not-sent' : 'failed';
  }
}
