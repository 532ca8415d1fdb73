import type { Ledger } from '../../../traffic/ledger/index.ts';
import type { EventOf } from '../../journal/index.ts';
import type { Events } from '../timeline/index.ts';
import { longest, longestGap, trafficSpans } from './silence.ts';

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
  /** Why a later recorder, for which it is made anew, had to do without it. */
  readonly missed: EventOf<'companion'> | null;
  /** In the order in which they were sent. */
  readonly probes: readonly Probe[];
  /** The longest time without a probe, from when it was there to the end of the traffic, of each recorder. null: it never was. */
  readonly gap: { readonly from: number; readonly length: number } | null;
  readonly interruptions: readonly Interruption[];
}

export function companionHistory(name: string, events: Events, ledger: Ledger): CompanionHistory {
  const told = events.of('companion').filter(({ companion }) => companion === name);
  const begins = told.filter(({ state }) => state === 'begun').map(({ t }) => t);
  const begun = begins[0] ?? null;
  const lives = events.of('continued').map(({ t }) => t);
  const wasThere = ({ t }: { t: number }): boolean => {
    const life = lives.findLast((from) => from <= t) ?? 0;
    return begins.some((from) => from >= life && from <= t);
  };
  const failures = told.filter(({ state }) => state === 'failed');
  const probes = events
    .of('probe')
    .filter(({ companion }) => companion === name)
    .sort((a, b) => a.sent - b.sent);
  return {
    name,
    begun,
    failure: failures.find((one) => begun === null || wasThere(one)) ?? null,
    missed: failures.find((one) => begun !== null && one.t > begun && !wasThere(one)) ?? null,
    probes,
    gap:
      begun === null
        ? null
        : longest(
            asked(begins, ledger, events.end).map((span) =>
              longestGap(
                probes.map(({ sent }) => sent),
                span,
              ),
            ),
          ),
    interruptions: interruptionsOf(probes),
  };
}

/** It is made anew for every recorder, and was asked from then on. */
function asked(begins: readonly number[], ledger: Ledger, end: number): { from: number; to: number }[] {
  const spans = trafficSpans(ledger);
  const ends = spans.length > 0 ? spans.map(({ to }) => to) : [end];
  return ends.map((to, index) => {
    const from = begins.find((t) => index === 0 || t > ends[index - 1]!) ?? spans[index]?.from ?? to;
    return { from, to: Math.max(from, to) };
  });
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
