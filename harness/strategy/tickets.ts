/**
 * Names for the commands of a run, such that a later harness that goes through the same step again, in the same attempt,
 * comes to the same names in the same order.
 */
export class Tickets {
  #step = 'before';
  #next = 0;

  begin(step: string, attempt: number): void {
    this.#step = `${step}-${attempt}`;
    this.#next = 0;
  }

  take(): string {
    this.#next += 1;
    return `${this.#step}-${this.#next}`;
  }
}
