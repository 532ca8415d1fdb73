import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Keeper } from './keeper.ts';

export interface KeepOptions {
  /** Balancer → the file that its log lines go to. */
  readonly logFiles: Readonly<Record<string, string>>;
  /** The run folder. */
  readonly folder: string;
  readonly run: string;
  /** Told of a log that cannot be kept. */
  readonly note: (text: string) => void;
}

/** Logs that are being kept. Disposing of it stops it at once. */
export interface KeptAccess extends AsyncDisposable {
  /**
   * A request is logged when it has ended, and the line comes on its own way: waits until there is one for each of so
   * many requests, or until no more have come for a second. Then keeps no more.
   */
  stop(requests: number): Promise<void>;
}

const EVERY_MS = 100;
const QUIET_MS = 1_000;
const LIMIT_MS = 10_000;

/** From now on, what load balancers log of this run is kept in its folder. Nothing that was logged before. */
export function keepAccess({ logFiles, folder, run, note }: KeepOptions): KeptAccess {
  const keepers = new Map<string, Keeper>();
  let own = 0;

  const trying = (balancer: string, attempt: () => void): void => {
    try {
      attempt();
    } catch (error) {
      note(`what ${balancer} logs is not kept from here on: ${(error as Error).message}`);
      keepers.get(balancer)?.[Symbol.dispose]();
      keepers.delete(balancer);
    }
  };
  const keepAll = (): void => {
    for (const [balancer, keeper] of keepers) trying(balancer, () => (own += keeper.keep()));
  };
  const loop = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      keepAll();
      await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
    keepAll();
    for (const keeper of keepers.values()) keeper[Symbol.dispose]();
  };
  const comeIn = async (requests: number): Promise<void> => {
    const began = performance.now();
    let seen = own;
    for (let grewAt = began; own < requests; await pause(EVERY_MS)) {
      const now = performance.now();
      if (own > seen) grewAt = now;
      seen = own;
      if (now - grewAt > QUIET_MS || now - began > LIMIT_MS) return;
    }
  };

  for (const [balancer, file] of Object.entries(logFiles))
    trying(balancer, () => keepers.set(balancer, new Keeper(file, join(folder, `haproxy-${balancer}.log`), run)));
  const ending = new AbortController();
  const looping = loop(ending.signal);
  const end = (): Promise<void> => {
    ending.abort();
    return looping;
  };
  return {
    async stop(requests) {
      await comeIn(requests);
      await end();
    },
    [Symbol.asyncDispose]: end,
  };
}
