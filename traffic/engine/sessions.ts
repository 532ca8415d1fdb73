import type { Variables } from '../operations/index.ts';

/** Numbered clients, each with its own values over the run's: tokens are never shared between them. */
export class Sessions {
  readonly #variables: Record<string, string>[];

  constructor(count: number, variables: Variables) {
    this.#variables = Array.from({ length: count }, () => ({ ...variables }));
  }

  get count(): number {
    return this.#variables.length;
  }

  /** A copy: what a request was rendered with is what its answer is held against, whatever came in between. */
  variables(session: number): Record<string, string> {
    return { ...this.#variables[session] };
  }

  keep(session: number, kept: Variables): void {
    Object.assign(this.#variables[session]!, kept);
  }
}
