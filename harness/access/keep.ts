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
  /** Lines about requests that have come by now. */
  readonly come: Come;
  /**
   * A request is logged when it has ended, and the line comes on its own way: waits until so many have come, or until no
   * more have for a second. Then keeps no more.
   */
  stop(awaited: Come): Promise<void>;
}

export interface Come {
  /** Of the recorder's requests. */
  readonly own: number;
  /** Of anybody's. */
  readonly all: number;
}

const EVERY_MS = 100;
const QUIET_MS = 1_000;
const LIMIT_MS = 10_000;

/** From now on, what load balancers log of this run is kept in its folder. Nothing that was logged before. */
export function keepAccess({ logFiles, folder, run, note }: KeepOptions): KeptAccess {
  const keepers = new Map<string, Keeper>();
  let come: Come = { own: 0, all: 0 };

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
    for (const [balancer, keeper] of keepers)
      trying(balancer, () => {
        const { own, all } = keeper.keep();
        come = { own: come.own + own, all: come.all + all };
      });
  };
  const loop = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      keepAll();
      await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
    keepAll();
    for (const keeper of keepers.values()) keeper[Symbol.dispose]();
  };
  const comeIn = async (awaited: Come): Promise<void> => {
    const began = performance.now();
    let seen = come.all;
    for (let grewAt = began; come.own < awaited.own || come.all < awaited.all; await pause(EVERY_MS)) {
      const now = performance.now();
      if (come.all > seen) grewAt = now;
      seen = come.all;
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
    get come() {
      return come;
    },
    async stop(awaited) {
      await comeIn(awaited);
      await end();
    },
    [Symbol.asyncDispose]: end,
  };
}
