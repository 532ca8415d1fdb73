import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { holdersOf } from '../journal/index.ts';
import { type EventFile, happeningOf } from '../strategy/index.ts';
import { installed, type Marks, marked, Onlooker, type Seen, type Watched } from '../watch/index.ts';
import type { Bench } from './bench.ts';
import { seenOf } from './seen-ansible.ts';

/** One service on one node, of which it is seen what becomes of it. */
export const WatchedPlace = z.object({
  service: z.string(),
  node: z.string(),
  /** Where it stands behind a load balancer. */
  server: z.object({ backend: z.string(), name: z.string() }).optional(),
});
export type WatchedPlace = z.infer<typeof WatchedPlace>;

const LOOK_MS = 50;
const ASK_MS = 1_000;
const ASK_LIMIT_MS = 20_000;

interface Looking {
  readonly bench: Bench;
  readonly steps: SeenSteps;
  readonly marks: Marks;
  /** Of whatever Ansible the command starts. */
  readonly ansible: EventFile;
  /** Takes secrets out of what a task says. */
  readonly clean: (text: string) => string;
  readonly over: AbortSignal;
}

/** Load balancers and marks often; nodes, which may take their time to answer, beside that. */
export async function lookOn(
  places: readonly WatchedPlace[],
  { bench, steps, marks, ansible, clean, over }: Looking,
): Promise<void> {
  const watched = places.flatMap(({ service, node, server }): Watched[] =>
    server ? [{ service, node, backend: server.backend, server: server.name }] : [],
  );
  const onlooker = new Onlooker(watched);
  const releases = new Releases(places, bench);
  let known = 0;
  const look = async (last: boolean) => {
    if (last) await bench.sample();
    const events = bench.happened();
    for (; known < events.length; known++) {
      const event = events[known]!;
      if (event.event === 'address') onlooker.serves(holdersOf(events.slice(0, known + 1))[0]);
      if (event.event === 'servers') steps.take(onlooker.look(event.balancer, event.servers));
    }
    steps.take(marks.next().map(marked));
    for (const event of ansible.next()) {
      if (event.event === 'result') bench.record(happeningOf({ ...event, output: clean(event.output) }));
      else steps.take(seenOf(event));
    }
  };
  await Promise.all([
    againAndAgain(look, LOOK_MS, over),
    againAndAgain(async () => steps.take(await releases.changes()), ASK_MS, over),
  ]);
}

/** One last time when the command is over: what it did at its end counts too. */
async function againAndAgain(look: (last: boolean) => Promise<void>, everyMs: number, over: AbortSignal) {
  for (;;) {
    const last = over.aborted;
    await look(last);
    if (last) return;
    await pause(everyMs, undefined, { signal: over }).catch(() => undefined);
  }
}

/** Which releases nodes say that they have, asked again and again. */
class Releases {
  readonly #places: readonly WatchedPlace[];
  readonly #bench: Bench;
  readonly #known = new Map<string, string>();

  constructor(places: readonly WatchedPlace[], bench: Bench) {
    this.#places = places;
    this.#bench = bench;
    for (const event of bench.happened())
      if (event.event === 'release') this.#known.set(`${event.service}@${event.node}`, event.release);
  }

  async changes(): Promise<Seen[]> {
    const seen = await Promise.all(this.#places.map((place) => this.#change(place)));
    return seen.flat();
  }

  async #change({ service, node }: WatchedPlace): Promise<Seen[]> {
    const { lab } = this.#bench;
    const command = lab.description.services[service]?.commands.release ?? 'false';
    // A node that is just being upgraded may not answer, or not with a release. It is asked again.
    const result = await lab.nodes
      .get(node)
      ?.run(command, { timeoutMs: ASK_LIMIT_MS })
      .catch(() => undefined);
    const before = this.#known.get(`${service}@${node}`);
    const release = result?.code === 0 ? result.stdout.trim() : undefined;
    if (!release || before === undefined || release === before) return [];
    this.#known.set(`${service}@${node}`, release);
    this.#bench.record({ event: 'release', node, service, release });
    return [installed({ service, node }, before, release)];
  }
}

/** Each lasts until the next one is seen, or the command is over. */
export class SeenSteps {
  readonly #within: string;
  readonly #bench: Bench;
  #number = 0;
  #open = false;

  constructor(within: string, bench: Bench) {
    this.#within = within;
    this.#bench = bench;
  }

  take(all: readonly Seen[]): void {
    for (const { title, act } of all) {
      this.close();
      this.#number += 1;
      this.#open = true;
      this.#bench.record({ event: 'step-started', step: this.#id(), title, act });
    }
  }

  close(): void {
    if (this.#open) this.#bench.record({ event: 'step-ended', step: this.#id(), outcome: 'done' });
    this.#open = false;
  }

  #id(): string {
    return `${this.#within}.${this.#number}`;
  }
}
