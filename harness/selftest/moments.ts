import { type Lab, strike } from '../../lab/index.ts';
import type { JournalEvent } from '../journal/index.ts';
import type { Plan } from '../plan/index.ts';
import type { Fault, Moment } from './fault.ts';
import { recover, strikeHarness } from './harness-blow.ts';

/** What a blow may fall upon. */
export interface Whereabouts {
  readonly lab: Lab;
  readonly plan: Plan;
  readonly ledger: string;
}

/** Waits for the moments of a fault, and strikes. */
export class Moments {
  readonly #fault: Fault;
  readonly #seen = new Map<string, number>();
  readonly unplanted: string[] = [];
  begun: number | null = null;

  constructor(fault: Fault) {
    this.#fault = fault;
  }

  see(event: JournalEvent, where: Whereabouts): void {
    const { blows = [], begins } = this.#fault;
    const key = keyOf(event, where.plan);
    if (key === undefined) return;
    const nth = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, nth);
    const isNow = (moment: Moment) => `${moment.at} ${moment.kind}` === key && (moment.nth ?? 1) === nth;
    const due = blows.filter(({ when }) => isNow(when));
    const beginning = begins ? [begins].filter(isNow) : due.map(({ when }) => when);
    for (const { afterMs = 0 } of beginning) this.begun ??= event.t + afterMs * 1000;
    if (event.event === 'run-ended') for (const { blow } of blows) if ('harness' in blow) recover(blow);
    // At once where nothing is to be waited for: after the end of a run there is no later.
    for (const { when, blow } of due)
      if (when.afterMs === undefined) void this.#strike(blow, where);
      else setTimeout(() => void this.#strike(blow, where), when.afterMs);
  }

  async #strike(blow: NonNullable<Fault['blows']>[number]['blow'], { lab, ledger }: Whereabouts): Promise<void> {
    try {
      if ('harness' in blow) strikeHarness(blow, ledger);
      else await strike(lab, blow);
    } catch (error) {
      this.unplanted.push((error as Error).message);
    }
  }
}

function keyOf(event: JournalEvent, { stages }: Plan): string | undefined {
  if (event.event === 'run-ended') return 'ended run';
  if (event.event !== 'step-started' && event.event !== 'step-ended') return undefined;
  const step = stages.flatMap(({ steps }) => steps).find(({ id }) => id === event.step);
  return step && `${event.event === 'step-started' ? 'started' : 'ended'} ${step.act.kind}`;
}
