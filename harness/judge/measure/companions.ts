import type { Ledger } from '../../../traffic/ledger/index.ts';
import type { EventOf } from '../../journal/index.ts';
import type { Events } from '../timeline/index.ts';
import { longestGap, trafficSpan } from './silence.ts';

export type Probe = EventOf<'probe'>;

/** Probes that failed one after the other. */
export interface Interruption {
  /** Sending of the first that failed, and of the last. */
  readonly from: number;
  readonly lastFailed: number;
  /** Sending of the last before that was answered, and of the first after. null: there is none. */
  readonly before: number | null;
  readonly to: number | null;
  /** When the last one was known to have failed. */
  readonly known: number;
  readonly failed: number;
  readonly why: string;
}

export interface CompanionHistory {
  readonly name: string;
  readonly begun: number | null;
  /** Why it never was there, or could not be taken away. */
  readonly failure: EventOf<'companion'> | null;
  /** In the order in which they were sent. */
  readonly probes: readonly Probe[];
  /** The longest time without a probe, from when it was there to the end of the traffic. null: it never was. */
  readonly gap: { readonly from: number; readonly length: number } | null;
  readonly interruptions: readonly Interruption[];
}

export function companionHistory(name: string, events: Events, ledger: Ledger): CompanionHistory {
  const told = events.of('companion').filter(({ companion }) => companion === name);
  const begun = told.find(({ state }) => state === 'begun')?.t ?? null;
  const probes = events
    .of('probe')
    .filter(({ companion }) => companion === name)
    .sort((a, b) => a.sent - b.sent);
  const to = trafficSpan(ledger)?.to ?? events.end;
  return {
    name,
    begun,
    failure: told.find(({ state }) => state === 'failed') ?? null,
    probes,
    gap:
      begun === null
        ? null
        : longestGap(
            probes.map(({ sent }) => sent),
            { from: begun, to: Math.max(begun, to) },
          ),
    interruptions: interruptionsOf(probes),
  };
}

export function interruptionsOf(probes: readonly Probe[]): Interruption[] {
  const found: Interruption[] = [];
  let failed: Probe[] = [];
  let before: number | null = null;
  const close = (to: number | null): void => {
    if (failed.length > 0) found.push(interruption(failed, before, to));
    failed = [];
    before = to;
  };
  for (const probe of probes) {
    if (probe.ok) close(probe.sent);
    else failed.push(probe);
  }
  if (failed.length > 0) close(null);
  return found;
}

function interruption(failed: readonly Probe[], before: number | null, to: number | null): Interruption {
  const [first, last] = [failed[0]!, failed.at(-1)!];
  return {
    from: first.sent,
    lastFailed: last.sent,
    before,
    to,
    known: failed.reduce((latest, { t }) => Math.max(latest, t), 0),
    failed: failed.length,
    why: first.why ?? 'no reason was recorded',
  };
}
