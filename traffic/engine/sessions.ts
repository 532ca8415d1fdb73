import type { Variables } from '../operations/index.ts';

/** What an answer gave a session. */
export interface Kept {
  readonly session: number;
  readonly values: Variables;
  /** When the answer was complete, µs since the run's base. */
  readonly at: number;
}

/**
 * Numbered clients, each with its own values over the run's: tokens are never shared between them.
 *
 * With several workers a client is still one client. A request's session is drawn like its operation, so each worker
 * sends for all sessions; every worker knows the values of all, and tells the others what an answer changed. To divide
 * the sessions among the workers instead would tie session to sequence number, and so to the turn of a load balancer
 * that goes round: a client would meet always the same server, and never see a version go back. To log each session in
 * once per worker would make one session id of several clients, and the order of versions is judged by that id.
 */
export class Sessions {
  readonly #values: Record<string, string>[];
  readonly #ages: Record<string, number>[];
  readonly #tell: (kept: Kept) => void;

  /** `tell` passes on what this worker's answers gave. */
  constructor(count: number, variables: Variables, tell: (kept: Kept) => void = () => {}) {
    this.#values = Array.from({ length: count }, () => ({ ...variables }));
    this.#ages = Array.from({ length: count }, () => ({}));
    this.#tell = tell;
  }

  get count(): number {
    return this.#values.length;
  }

  get values(): readonly Variables[] {
    return this.#values;
  }

  /** A copy: what a request was rendered with is what its answer is held against, whatever came in between. */
  variables(session: number): Record<string, string> {
    return { ...this.#values[session] };
  }

  keep(session: number, values: Variables, at: number): void {
    if (isEmpty(values)) return;
    const kept = { session, values, at };
    this.learn(kept);
    this.#tell(kept);
  }

  /** The youngest answer wins, in whatever order workers hear of them: all end up with the same. */
  learn({ session, values, at }: Kept): void {
    const own = this.#values[session]!;
    const ages = this.#ages[session]!;
    for (const name in values) {
      if (at < (ages[name] ?? 0)) continue;
      own[name] = values[name]!;
      ages[name] = at;
    }
  }
}

/** Nearly all answers keep nothing, and this is asked of each. */
function isEmpty(values: Variables): boolean {
  for (const _ in values) return false;
  return true;
}
