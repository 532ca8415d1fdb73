import { join } from 'node:path';
import type { Message, MessageBus } from '../../messages/index.ts';
import { AGENTS, type WiringKind } from '../agent-kinds.ts';
import { readChange, SERVER_TOPIC, SyncAnswer, versionOf } from '../protocol.ts';
import type { Release } from '../release.ts';
import { makeReporter } from './reporter.ts';
import { openNodeWiring } from './wiring.ts';

const ANSWER_MS = 2_000;
const LOOK_EVERY_MS = 5_000;
const TRY_AGAIN_MS = 500;
const LANES = 16;

/**
 * Makes the node as the server wants it: all of it once at the start, then what changes. Every few seconds it asks for
 * what the server still waits for, so that nothing is stuck because one of the two died between two words.
 */
export function startWirer(options: {
  readonly kind: WiringKind;
  readonly host: string;
  readonly root: string;
  readonly release: Release;
  readonly bus: MessageBus;
  readonly log: (line: string) => void;
}): { stop(): Promise<void> } {
  const { kind, host, root, release, bus, log } = options;
  const { binary, topic } = AGENTS[kind];
  const wiring = openNodeWiring(join(root, 'var', 'lib', 'neutron', binary));
  const ask = (method: string, more: Readonly<Record<string, unknown>>) =>
    bus.call(SERVER_TOPIC, method, versionOf(release.level), { kind, host, ...more }, ANSWER_MS);
  const report = makeReporter(async (ids) => void (await ask('wired', { ids })));

  // A change that arrives while an answer of `sync` is awaited may be newer than it: one after the other.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };

  async function sync(which: 'all' | 'undone'): Promise<void> {
    const items = SyncAnswer.parse(await ask('sync', { which }));
    if (which === 'all') {
      const wanted = new Set(items.map(({ id }) => id));
      for (const id of wiring.ids()) if (!wanted.has(id)) wiring.remove(id);
    }
    for (const item of items) wiring.put(item);
    const undone = items.filter(({ done }) => !done).map(({ id }) => id);
    if (undone.length > 0) await report(undone);
  }

  async function handle(message: Message): Promise<void> {
    const change = await inTurn(() => {
      const read = readChange(release.level, message);
      if (read.method === 'update') for (const item of read.items) wiring.put(item);
      else for (const id of read.ids) wiring.remove(id);
      return read;
    });
    if (change.method === 'update') await report(change.items.map(({ id }) => id));
  }

  let timer: NodeJS.Timeout;
  let complete = false;
  async function look(): Promise<void> {
    let again = LOOK_EVERY_MS;
    try {
      await inTurn(() => sync(complete ? 'undone' : 'all'));
      if (!complete) log('INFO the node is as the server wants it');
      complete = true;
    } catch (error) {
      log(`ERROR ${error instanceof Error ? error.message : String(error)}`);
      again = TRY_AGAIN_MS;
    }
    timer = setTimeout(look, again);
  }

  timer = setTimeout(look);
  const serving = bus.serve(
    `${topic}.${host}`,
    (message) =>
      handle(message).catch((error: Error) => {
        log(`ERROR ${message.method}: ${error.message}`);
        throw error;
      }),
    { lanes: LANES },
  );
  return {
    async stop() {
      clearTimeout(timer);
      await serving.stop();
    },
  };
}
