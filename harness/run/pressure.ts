import type { Lab } from '../../lab/index.ts';
import { freeOperation, measureCapacity, type Pressure, type Profile, startPressure } from '../../traffic/index.ts';
import type { Happening } from '../journal/index.ts';
import type { Press } from '../steps/index.ts';
import { Interrupted, StepError } from '../strategy/index.ts';

const MEASURE_SECONDS = 3;
const CONNECTIONS = 32;
/** Longer than any run. */
const SECONDS_AT_MOST = 6 * 3600;

export interface PressureOptions {
  readonly profile: Profile;
  readonly lab: Lab;
  readonly record: (happening: Happening) => void;
}

interface Pressing {
  readonly pressure: Pressure;
  readonly begun: { readonly operation: string; readonly target: number; readonly connections: number };
}

/** Load beside the recorder's, from the step that asks for it until it is stopped. */
export class BackgroundPressure implements AsyncDisposable {
  readonly #options: PressureOptions;
  #pressing: Pressing | undefined;

  constructor(options: PressureOptions) {
    this.#options = options;
  }

  async begin({ service, share, servers }: Press, signal: AbortSignal): Promise<void> {
    const { profile, lab, record } = this.#options;
    const free = freeOperation(profile, service);
    const address = lab.description.services[service]?.frontend?.url;
    if (!free || address === undefined)
      throw new StepError('no-pressure', 'experiment', `${service} has no front end, or no operation without a log-in`);
    const { name: operation, request } = free;
    const order = { address, request, expected: free.operation.expect, connections: CONNECTIONS };
    const perSecond = await measureCapacity({ ...order, seconds: MEASURE_SECONDS }, signal);
    if (signal.aborted) throw new Interrupted('interrupted while the capacity was measured');
    record({ event: 'capacity', operation, perSecond, connections: CONNECTIONS });
    // What is left when one server is away carries that share of it.
    const target = Math.floor((share * perSecond * (servers - 1)) / servers);
    if (target < 1)
      throw new StepError(
        'no-capacity',
        'experiment',
        `${service} gave ${perSecond} good answers a second to ${operation}`,
      );
    const begun = { operation, target, connections: Math.min(CONNECTIONS, target) };
    record({ event: 'pressure', state: 'begun', ...begun });
    const pressure = startPressure({ ...order, ...begun, seconds: SECONDS_AT_MOST, perSecond: target });
    this.#pressing = { pressure, begun };
  }

  async stop(): Promise<void> {
    if (!this.#pressing) return;
    const { pressure, begun } = this.#pressing;
    this.#pressing = undefined;
    await using _ = pressure;
    try {
      const { sent, answered, errors, unaccounted } = await pressure.stop();
      this.#options.record({ event: 'pressure', state: 'ended', ...begun, sent, answered, errors, unaccounted });
    } catch (error) {
      this.#options.record({ event: 'note', text: (error as Error).message });
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
