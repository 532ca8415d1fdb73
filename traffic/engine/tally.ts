import { createHistogram } from 'node:perf_hooks';
import { compareVersions, formatVersion, NEVER, OUTCOMES, type Version } from '../ledger/index.ts';
import { Backsteps } from './backsteps.ts';
import type { Exchange } from './exchange.ts';

/** How the recorder fares: totals since the start, the rest since the last pulse. */
export interface Pulse {
  readonly intended: number;
  readonly ok: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notSent: number;
  readonly outstanding: number;
  /** Worst delay between the intended and the real moment of sending, ms. */
  readonly lateMs: number;
  /** Worst event-loop delay, ms. */
  readonly loopMs: number;
  /** Latency of complete answers from their intended start, ms; null where there was none. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** The newest version that any answer told so far. */
  readonly newest: string | null;
  /** Answers so far that told an older version than one that was there before they were asked for. */
  readonly wentBack: number;
}

export type TrafficTotals = Pick<Pulse, 'intended' | 'ok' | 'failed' | 'unknown' | 'notSent'>;

export class Tally {
  #intended = 0;
  readonly #outcomes = OUTCOMES.map(() => 0);
  readonly #latencies = createHistogram();
  #lateUs = 0;
  #newest: Version | undefined;
  readonly #backsteps = new Backsteps();

  intend(): void {
    this.#intended += 1;
  }

  sent(exchange: Exchange): void {
    if (exchange.sent > this.#lateUs) this.#lateUs = exchange.sent;
  }

  settle(exchange: Exchange): void {
    this.#outcomes[exchange.outcome]! += 1;
    if (exchange.status !== 0 && exchange.end !== NEVER) this.#latencies.record(Math.max(1, exchange.end));
    this.#backsteps.note(exchange);
    const told = exchange.toldVersion;
    if (told && (!this.#newest || compareVersions(told, this.#newest) > 0)) this.#newest = told;
  }

  totals(): TrafficTotals {
    const [ok, failed, unknown, notSent] = this.#outcomes as [number, number, number, number];
    return { intended: this.#intended, ok, failed, unknown, notSent };
  }

  /** Also begins the next interval. */
  pulse(outstanding: number, loopMs: number): Pulse {
    const percentile = (share: number) =>
      this.#latencies.count === 0 ? null : this.#latencies.percentile(share) / 1000;
    const pulse = {
      ...this.totals(),
      outstanding,
      lateMs: this.#lateUs / 1000,
      loopMs,
      p50Ms: percentile(50),
      p99Ms: percentile(99),
      newest: this.#newest ? formatVersion(this.#newest) : null,
      wentBack: this.#backsteps.count,
    };
    this.#latencies.reset();
    this.#lateUs = 0;
    return pulse;
  }
}
