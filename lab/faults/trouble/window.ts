import type { Trouble } from './trouble.ts';

/** One trouble while its process lives: knows when it is on, and counts whom it hits. Times are ms, of any one clock. */
export class Window {
  readonly trouble: Trouble;
  #begun: number | undefined;
  #met = 0;
  #hit = 0;

  constructor(trouble: Trouble, now: number) {
    this.trouble = trouble;
    if (trouble.from === 'start') this.#begun = now;
  }

  /** The process got the signal, or was told to end. */
  begin(on: 'signal' | 'term', now: number): void {
    if (this.trouble.from === on) this.#begun ??= now;
  }

  /** Whether it happens to this request, `METHOD /path`, of a user or of somebody else. */
  hits(request: string, now: number, byUser = true): boolean {
    const { requests, of, every, times = Number.POSITIVE_INFINITY } = this.trouble;
    const meant = requests ? requests.includes(request) : !request.endsWith('/healthcheck');
    if (!meant || (of === 'users' && !byUser) || !this.#isOn(now) || this.#hit >= times) return false;
    this.#met++;
    if (this.#met % every !== 0) return false;
    this.#hit++;
    return true;
  }

  /** How many requests it has happened to. */
  get count(): number {
    return this.#hit;
  }

  #isOn(now: number): boolean {
    if (this.#begun === undefined) return false;
    const since = now - this.#begun - this.trouble.afterMs;
    return since >= 0 && since < (this.trouble.lastsMs ?? Number.POSITIVE_INFINITY);
  }
}
