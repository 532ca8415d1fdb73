import type { JournalEvent } from '../../journal/index.ts';

export interface Remark {
  /** Counts from 1. */
  readonly number: number;
  readonly t: number;
  readonly tone: 'plain' | 'doubt' | 'bad';
  readonly text: string;
}

const MOST = 40;

/** What whoever watches should hear of, the last of it; and how much of it was harm to users. */
export class Remarks {
  #all: Remark[] = [];
  #made = 0;
  #silent = new Set<string>();
  #harm = 0;

  get all(): readonly Remark[] {
    return this.#all;
  }

  /** Users who got no good end of what they had begun, or lost what they had. */
  get harm(): number {
    return this.#harm;
  }

  see(event: JournalEvent): void {
    const said = this.#say(event);
    if (!said) return;
    const [tone, text] = said;
    this.#made += 1;
    this.#all.push({ number: this.#made, t: event.t, tone, text });
    if (this.#all.length > MOST) this.#all.shift();
  }

  #say(event: JournalEvent): readonly [Remark['tone'], string] | undefined {
    switch (event.event) {
      case 'continued':
        return ['doubt', `taken up again by ${event.by}; nobody measured for ${event.gapSeconds.toFixed(1)} s`];
      case 'step-ended':
        return event.cause && ['bad', `step ${event.step}: ${event.cause.message}`];
      case 'check':
        return event.outcome === 'failed'
          ? ['doubt', `check failed ${event.when} the upgrade: ${event.name}`]
          : undefined;
      case 'tempest':
        return event.state === 'broken'
          ? ['doubt', `Tempest ${event.when} the upgrade: ${event.why ?? 'broken'}`]
          : undefined;
      case 'violation':
        return ['bad', `${event.message} → ${event.answer}`];
      case 'undo-ended':
        return event.cause && ['bad', `could not put back: ${event.cause.message}`];
      case 'cycle':
        return event.outcome === 'failed'
          ? this.#hurt(`${event.cycle} ${event.number} failed${event.at ? ` at ${event.at}` : ''}: ${event.why ?? ''}`)
          : undefined;
      case 'probe':
        return event.ok ? undefined : this.#hurt(`${event.companion} did not answer: ${event.why ?? ''}`);
      case 'companion':
        return event.state === 'failed' ? ['doubt', `${event.companion}: ${event.why ?? 'failed'}`] : undefined;
      case 'balancer-silent':
        if (this.#silent.has(event.balancer)) return undefined;
        this.#silent.add(event.balancer);
        return ['doubt', `${event.balancer}: ${event.message}`];
      case 'address':
        return event.since === undefined
          ? undefined
          : ['plain', `${event.balancer} ${event.holds ? 'took' : 'gave up'} the shared address`];
      case 'address-unseen':
        return ['doubt', `nobody sees whether ${event.balancer} has the shared address: ${event.message}`];
      case 'counters':
        this.#silent.delete(event.balancer);
        return undefined;
      case 'note':
        return ['plain', event.text];
      default:
        return undefined;
    }
  }

  #hurt(text: string): readonly ['bad', string] {
    this.#harm += 1;
    return ['bad', text];
  }
}
