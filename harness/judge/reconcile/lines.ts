import type { AccessLog } from '../../access/index.ts';
import type { Reconciliation } from '../judgement.ts';
import type { Attribution, StepRun } from '../timeline/index.ts';

/** What the log tells by itself: whom requests were sent to, and what was absorbed on the way. */
export interface LinesCounted {
  /** Server → lines that name it, and those of them that ended as they should. */
  readonly servers: ReadonlyMap<string, { lines: number; whole: number }>;
  /** Requests that may have reached another server before the one that their line names. */
  readonly triedAgain: number;
  readonly absorbed: Reconciliation['absorbed'];
}

export function countLines(access: AccessLog, steps: readonly StepRun[], stepAt: Attribution): LinesCounted {
  const { names } = access;
  const lines = new Uint32Array(names.servers.length);
  const whole = new Uint32Array(names.servers.length);
  const normal = names.terminations.map((state) => state.startsWith('--'));
  const absorbed = new Map<number, Reconciliation['absorbed'][number]>();
  let triedAgain = 0;
  for (let line = 0; line < access.count; line++) {
    const server = access.server[line]!;
    lines[server]!++;
    if (normal[access.termination[line]!] && access.status[line] !== 0) whole[server]!++;
    const [retries, redispatched, queued] = [
      access.retries[line]!,
      access.redispatched[line]!,
      Math.max(0, access.queued[line]!),
    ];
    if (retries === 0 && redispatched === 0 && queued === 0) continue;
    if (retries > 0 || redispatched > 0) triedAgain++;
    const step = stepAt(access.at[line]!);
    const sum = absorbed.get(step) ?? {
      step: steps[step]?.id ?? null,
      retries: 0,
      redispatches: 0,
      queued: 0,
      queuedMs: 0,
    };
    absorbed.set(step, {
      step: sum.step,
      retries: sum.retries + retries,
      redispatches: sum.redispatches + redispatched,
      queued: sum.queued + (queued > 0 ? 1 : 0),
      queuedMs: Math.max(sum.queuedMs, queued),
    });
  }
  return {
    servers: new Map(names.servers.map((name, index) => [name, { lines: lines[index]!, whole: whole[index]! }])),
    triedAgain,
    absorbed: [...absorbed].sort(([a], [b]) => a - b).map(([, sum]) => sum),
  };
}
