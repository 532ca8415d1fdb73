import type { EventOf, JournalEvent } from '../journal/index.ts';
import { LONGEST_SILENCE_MS, WORST_LATENESS_MS, WORST_LOOP_MS } from '../judge/index.ts';

export interface Allowance {
  /** Requests that may fail, or stay without an answer. */
  readonly failures: number;
  /** How long no request may succeed, while some are sent. */
  readonly outageMs: number;
}

export type Violation = Pick<EventOf<'violation'>, 'trigger' | 'message'>;

/**
 * Looks at a run while it goes on, through the recorder's pulses. Coarser than the judge, which has all requests: it need
 * not find everything, only what is reason enough to stop while stopping is harmless. Says each thing once.
 */
export class Tripwire {
  readonly #allowance: Allowance;
  readonly #tripped = new Set<Violation['trigger']>();
  readonly #silentSince = new Map<string, number>();
  #ok = 0;
  #okAt: number | undefined;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  look(event: JournalEvent): Violation | undefined {
    const found = this.#find(event);
    if (!found || this.#tripped.has(found.trigger)) return undefined;
    this.#tripped.add(found.trigger);
    return found;
  }

  #find(event: JournalEvent): Violation | undefined {
    if (event.event === 'pulse') return this.#lookAtPulse(event);
    if (event.event === 'counters') this.#silentSince.delete(event.balancer);
    if (event.event !== 'balancer-silent') return undefined;
    const since = this.#silentSince.get(event.balancer) ?? event.t;
    this.#silentSince.set(event.balancer, since);
    const ms = (event.t - since) / 1000;
    if (ms <= LONGEST_SILENCE_MS) return undefined;
    return { trigger: 'instrument', message: `${event.balancer} gives no answer since ${Math.round(ms)} ms` };
  }

  #lookAtPulse({ t, ok, failed, unknown, outstanding, loopMs, lateMs, wentBack = 0 }: EventOf<'pulse'>) {
    const { failures, outageMs } = this.#allowance;
    const bad = failed + unknown;
    if (ok > this.#ok || this.#okAt === undefined) this.#okAt = t;
    this.#ok = ok;
    const without = (t - this.#okAt) / 1000;
    if (bad > failures)
      return violation('budget', `${bad} requests failed or have no answer, and ${failures} were allowed`);
    if (without > outageMs && bad + outstanding > 0)
      return violation('outage', `no request succeeded for ${Math.round(without)} ms, and ${outageMs} ms were allowed`);
    if (wentBack > 0) return violation('version-order', `versions went back: ${wentBack} answers`);
    if (loopMs > WORST_LOOP_MS)
      return violation('instrument', `the recorder stood still for ${Math.round(loopMs)} ms (limit ${WORST_LOOP_MS})`);
    if (lateMs > WORST_LATENESS_MS)
      return violation('instrument', `requests leave ${Math.round(lateMs)} ms late (limit ${WORST_LATENESS_MS})`);
    return undefined;
  }
}

function violation(trigger: Violation['trigger'], message: string): Violation {
  return { trigger, message };
}
