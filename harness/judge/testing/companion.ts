import type { JournalEvent } from '../../journal/index.ts';
import { addEvents, CLEAN, timesOf } from './change.ts';
import type { KeystoneRun } from './run.ts';

const EVERY = 200_000;
const NAME = 'guest';

/** The clean run with a server that lived through it and was probed five times a second; `ok` says when it answered. */
export function runWithGuest(
  ok: (sent: number) => boolean = () => true,
  more: readonly JournalEvent[] = [],
  asked: (sent: number) => boolean = () => true,
): Partial<KeystoneRun> {
  const begun = timesOf('1.1').from - 1;
  const end = CLEAN.journal.at(-1)!.t;
  const moments = Array.from({ length: Math.ceil((end - begun) / EVERY) }, (_, index) => begun + index * EVERY);
  const probes = moments.filter(asked).map((sent): JournalEvent => {
    const told = ok(sent) ? { ok: true, ms: 0.8 } : { ok: false, ms: null, why: 'ECONNREFUSED' };
    return { t: sent + 800, event: 'probe', companion: NAME, sent, ...told };
  });
  const begin: JournalEvent = { t: begun, event: 'companion', companion: NAME, state: 'begun' };
  return { plan: { ...CLEAN.plan, companions: [NAME] }, journal: addEvents(begin, ...probes, ...more) };
}
