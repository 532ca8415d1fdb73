import { setTimeout as pause } from 'node:timers/promises';
import type { Lab, SshClient } from '../../lab/index.ts';
import type { Clock, Happening } from '../journal/index.ts';
import { readHostClock } from './host-clock.ts';
import { askFor, readLine, type Told } from './lines.ts';

const AGAIN_MS = 500;
const BRIEFLY_MS = 10_000;
/** The longest that a timer knows. */
const ALWAYS_MS = 2 ** 31 - 1;

interface Watching {
  readonly lab: Lab;
  readonly clock: Clock;
  readonly record: (happening: Happening) => void;
}

/**
 * Tells who has the address that load balancers share, and when it moves: a failover is the cause of what users notice of it,
 * whoever meant it. Where no such address is known there is nothing to tell.
 */
export class AddressWatch implements AsyncDisposable {
  readonly #watching: Watching;
  readonly #ending = new AbortController();
  readonly #loops: readonly Promise<void>[];
  readonly #holds = new Map<string, boolean>();
  readonly #firsts: readonly PromiseWithResolvers<void>[];

  constructor(watching: Watching) {
    this.#watching = watching;
    const { description, nodes } = watching.lab;
    const { sharedAddress, balancers } = description;
    const hosts = Object.entries(balancers).flatMap(([balancer, { node = balancer }]) => {
      const host = nodes.get(node);
      return sharedAddress !== undefined && host ? [{ balancer, host, sharedAddress }] : [];
    });
    this.#firsts = hosts.map(() => Promise.withResolvers<void>());
    this.#loops = hosts.map((one, index) =>
      this.#watch(one.balancer, one.host, one.sharedAddress, this.#firsts[index]!),
    );
  }

  /** When each of them has told whether it has it, or cannot be asked. */
  async begun(): Promise<void> {
    await Promise.all(this.#firsts.map(({ promise }) => promise));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#loops);
  }

  async #watch(balancer: string, host: SshClient, address: string, first: PromiseWithResolvers<void>): Promise<void> {
    const { record } = this.#watching;
    while (!this.#ending.signal.aborted) {
      const message = await this.#listen(balancer, host, address, first).catch((error: Error) => error.message);
      first.resolve();
      if (this.#ending.signal.aborted) return;
      // What is so when somebody looks again is told anew.
      this.#holds.delete(balancer);
      record({ event: 'address-unseen', balancer, message });
      await pause(AGAIN_MS, undefined, { signal: this.#ending.signal }).catch(() => undefined);
    }
  }

  /** Until it ends, which it should not. */
  async #listen(
    balancer: string,
    host: SshClient,
    address: string,
    first: PromiseWithResolvers<void>,
  ): Promise<string> {
    const { clock } = this.#watching;
    const ask = async () => (await host.run('date +%s%6N', { timeoutMs: BRIEFLY_MS })).stdout;
    const { zero, within } = await readHostClock(ask, clock);
    let rest = '';
    let seen: number | undefined;
    const onStdout = (text: string): void => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const told = readLine(address, line);
        if (!told) continue;
        const at = Math.min(zero + told.at, clock.now());
        this.#take(balancer, told, told.changed ? { since: at, within } : between(seen, at, within));
        seen = at;
        first.resolve();
      }
    };
    const { stderr } = await host.run(askFor(address), { timeoutMs: ALWAYS_MS, signal: this.#ending.signal, onStdout });
    return `it does not tell any more who has ${address}: ${stderr.trim().split('\n').at(-1)}`;
  }

  #take(balancer: string, { holds }: Told, when: { since: number; within: number } | undefined): void {
    if (this.#holds.get(balancer) === holds) return;
    const isFirst = !this.#holds.has(balancer);
    this.#holds.set(balancer, holds);
    const known =
      isFirst || !when ? {} : { since: Math.max(0, Math.round(when.since)), within: Math.ceil(when.within) };
    this.#watching.record({ event: 'address', balancer, holds, ...known });
  }
}

/** It changed some time between these two. */
function between(from: number | undefined, to: number, within: number): { since: number; within: number } | undefined {
  return from === undefined ? undefined : { since: (from + to) / 2, within: (to - from) / 2 + within };
}
