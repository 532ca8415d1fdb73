import type { EventOf, JournalEvent } from '../../journal/index.ts';
import { LONGEST_SILENCE_MS, WORST_CANARY_MS, WORST_LATENESS_MS, WORST_LOOP_MS } from '../../judge/index.ts';

/** Whether what measures is well itself. Coarser than the judge, which has all requests. */
export class Instrument {
  readonly #heard = new Map<string, number>();
  worstLateMs = 0;
  worstLoopMs = 0;
  /** Moments in which it was not well. */
  troubles = 0;
  /** What was wrong the last time. */
  trouble: string | null = null;
  /** As of the last pulse. */
  well = true;

  see(event: JournalEvent): void {
    if (event.event === 'pulse') this.#look(event);
    else if (event.event === 'counters') this.#heard.set(event.balancer, event.t);
    else if (event.event === 'balancer-silent' && this.#isSilent(event))
      this.#suffer(`${event.balancer} does not answer the harness`);
  }

  #look(pulse: EventOf<'pulse'>): void {
    this.worstLateMs = Math.max(this.worstLateMs, pulse.lateMs);
    this.worstLoopMs = Math.max(this.worstLoopMs, pulse.loopMs);
    const trouble = troubleIn(pulse);
    this.well = trouble === undefined;
    if (trouble !== undefined) this.#suffer(trouble);
  }

  #isSilent({ t, balancer }: EventOf<'balancer-silent'>): boolean {
    return t - (this.#heard.get(balancer) ?? t) > LONGEST_SILENCE_MS * 1000;
  }

  #suffer(trouble: string): void {
    this.troubles += 1;
    this.trouble = trouble;
  }
}

function troubleIn({ loopMs, lateMs, canary }: EventOf<'pulse'>): string | undefined {
  if (loopMs > WORST_LOOP_MS) return `the recorder stood still for ${Math.round(loopMs)} ms`;
  if (lateMs > WORST_LATENESS_MS) return `requests left ${Math.round(lateMs)} ms late`;
  if (canary && canary.failed > 0) return 'the recorder’s own control endpoint did not answer it';
  if ((canary?.worstMs ?? 0) > WORST_CANARY_MS) return 'the recorder’s own control endpoint answered it late';
  return undefined;
}
