import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Profile, startTraffic } from '../../traffic/index.ts';
import { type Ledger, readLedger } from '../../traffic/ledger/index.ts';

/** Until the code that sends is compiled. A run's baseline begins later. */
export const WARM_UP_US = 1_000_000;
const GRACE_MS = 2_000;

export interface Recorded {
  readonly ledger: Ledger;
  /** When the schedule began, µs since the base of the ledger's times. */
  readonly startedAt: number;
}

export interface Recordable {
  readonly url: string;
  readonly profile: Profile;
  readonly seconds: number;
  readonly seed?: number;
  /** Called when the schedule is about to begin. */
  readonly begun?: () => void;
}

/** The recorder as a run has it, in a thread of its own, for so long. */
export async function record({ url, profile, seconds, seed = 1, begun }: Recordable): Promise<Recorded> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'unbroken-bench-'));
  const base = process.hrtime.bigint();
  const traffic = await startTraffic({
    targets: { bench: url },
    profile,
    variables: {},
    run: 'bench',
    seed,
    folder: folder.path,
    base,
    onPulse: () => {},
  });
  await using _ = traffic;
  begun?.();
  const crashed = traffic.crashed.then((error) => Promise.reject(error));
  await Promise.race([delay(seconds * 1000), crashed]);
  await traffic.stop({ graceMs: GRACE_MS });
  return { ledger: await readLedger(folder.path), startedAt: traffic.startedAt };
}
