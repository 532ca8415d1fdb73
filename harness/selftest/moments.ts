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
  readonly #seen = new Map<Moment, number>();
  readonly unplanted: string[] = [];
  begun: number | null = null;

  constructor(fault: Fault) {
    this.#fault = fault;
  }

  see(event: JournalEvent, where: Whereabouts): void {
    const { blows = [], begins } = this.#fault;
    const now = nowBy(event, where.plan);
    if (now === undefined) return;
    const come = this.#come(now);
    const due = blows.filter(({ when }) => come.has(when));
    const beginning = begins ? [begins].filter((moment) => come.has(moment)) : due.map(({ when }) => when);
    for (const { afterMs = 0 } of beginning) this.begun ??= event.t + afterMs * 1000;
    if (event.event === 'run-ended') for (const { blow } of blows) if ('harness' in blow) recover(blow);
    // At once where nothing is to be waited for: after the end of a run there is no later.
    for (const { when, blow } of due)
      if (when.afterMs === undefined) void this.#strike(blow, where);
      else setTimeout(() => void this.#strike(blow, where), when.afterMs);
  }

  #come(now: Now): Set<Moment> {
    const { blows = [], begins } = this.#fault;
    // Blows may share a moment: it is counted once.
    const moments = new Set([...blows.map(({ when }) => when), ...(begins ? [begins] : [])]);
    const come = [...moments].filter((moment) => {
      if (!isAt(moment, now)) return false;
      const nth = (this.#seen.get(moment) ?? 0) + 1;
      this.#seen.set(moment, nth);
      return nth === (moment.nth ?? 1);
    });
    return new Set(come);
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

interface Now extends Pick<Moment, 'at' | 'kind'> {
  readonly params: Readonly<Record<string, unknown>>;
}

function nowBy(event: JournalEvent, { stages }: Plan): Now | undefined {
  if (event.event === 'run-ended') return { at: 'ended', kind: 'run', params: {} };
  if (event.event !== 'step-started' && event.event !== 'step-ended') return undefined;
  const step = stages.flatMap(({ steps }) => steps).find(({ id }) => id === event.step);
  return step && { at: event.event === 'step-started' ? 'started' : 'ended', ...step.act };
}

const isAt = ({ at, kind, of = {} }: Moment, now: Now): boolean =>
  at === now.at && kind === now.kind && Object.entries(of).every(([name, value]) => now.params[name] === value);
