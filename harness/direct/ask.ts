import { examine, type FreeOperation } from '../../traffic/index.ts';
import { formatVersion } from '../../traffic/ledger/index.ts';
import { perform } from '../calls/index.ts';

export interface Told {
  readonly status: number | null;
  readonly version: string | null;
  readonly why?: string;
}

/** One request. What was wrong with the answer, or how it failed to come, is told in a word or two. */
export async function ask({ operation, request }: FreeOperation, address: string, patienceMs: number): Promise<Told> {
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const answer = await perform(request, { target: address, patienceMs, signal });
    const { version, failure } = examine(operation, {}, answer);
    const told = { status: answer.status, version: version ? formatVersion(version) : null };
    return failure === 'none' ? told : { ...told, why: failure };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const late = signal.aborted || code === 'ECONNABORTED';
    return { status: null, version: null, why: late ? `no answer within ${patienceMs} ms` : (code ?? message) };
  }
}
