import type { EventOf, JournalEvent } from '../../journal/index.ts';
import { type Absorbed, absorptions, sumAbsorbed } from '../../judge/index.ts';
import type { Plan } from '../../plan/index.ts';
import { Failures } from './failures.ts';
import { Instrument } from './instrument.ts';
import { Load } from './load.ts';
import { Remarks } from './remarks.ts';
import { Servers } from './servers.ts';
import { Steps } from './steps.ts';
import { timeLeft } from './time-left.ts';

export interface Setting {
  readonly plan: Plan;
  /** Where whoever comes too late finds what came of the run. */
  readonly folder: string;
  /** Step → how long it took in the last run of this plan; empty: there was none. */
  readonly usualMs: ReadonlyMap<string, number>;
}

/** A run as it stands, from its journal's events: all that the terminal, the live page and the metrics show of it. */
export class Scene {
  readonly setting: Setting;
  readonly steps: Steps;
  readonly servers: Servers;
  readonly load = new Load();
  readonly instrument = new Instrument();
  readonly remarks = new Remarks();
  readonly failures = new Failures();
  readonly #counters = new Map<string, EventOf<'counters'>>();
  #absorbed = sumAbsorbed([]);
  started: EventOf<'run-started'> | undefined;
  ended: EventOf<'run-ended'>['ended'] | undefined;
  /** Of the last event. */
  t = 0;

  constructor(setting: Setting) {
    this.setting = setting;
    this.steps = new Steps(setting.plan);
    this.servers = new Servers(setting.plan);
  }

  /** What the load balancers smoothed over. */
  get absorbed(): Absorbed {
    return this.#absorbed;
  }

  /** ms; null: nobody knows. */
  get timeLeft(): number | null {
    return this.ended ? null : timeLeft(this.steps.all, this.setting.usualMs, this.t);
  }

  see(event: JournalEvent): void {
    this.t = event.t;
    if (event.event === 'run-started') this.started = event;
    else if (event.event === 'continued') this.ended = undefined;
    else if (event.event === 'run-ended') this.ended = event.ended;
    else if (event.event === 'counters') this.#count(event);
    this.load.see(event);
    this.steps.see(event, this.load.bad);
    this.servers.see(event);
    this.instrument.see(event);
    this.remarks.see(event);
  }

  #count(event: EventOf<'counters'>): void {
    const before = this.#counters.get(event.balancer);
    this.#counters.set(event.balancer, event);
    if (!before) return;
    const none = { t: event.t, balancer: event.balancer, absorbed: this.#absorbed };
    this.#absorbed = sumAbsorbed([none, ...absorptions([before, event])]);
  }
}
