import { BroadcastChannel, parentPort, workerData } from 'node:worker_threads';
import { TrafficError } from '../error.ts';
import { clockSince } from './clock.ts';
import { targetsFor } from './links/index.ts';
import { login } from './login.ts';
import type { Begin, FromWorker, Order, ToWorker } from './messages.ts';
import type { Pulse } from './pulses.ts';
import { Recording } from './recording.ts';
import { type Kept, Sessions } from './sessions.ts';

/** A recorder's thread: the first one logs in, each records its shard until it is told to stop, and seals. */

const port = parentPort!;
const order = workerData as Order;
const { profile, shard, shards } = order;
const tell = (message: FromWorker) => port.postMessage(message);
const clock = clockSince(order.base);

// The folder is one recorder's own, and so is what its workers tell each other.
const others = shards > 1 ? new BroadcastChannel(`sessions of ${order.folder}`) : undefined;
const sessions = new Sessions(profile.sessions, order.variables, (kept) => others?.postMessage(kept));
if (others) others.onmessage = ({ data }) => sessions.learn(data as Kept);

let recording: Recording | undefined;
let stopping = false;

port.on('message', async (message: ToWorker) => {
  if (message.kind === 'begin') await unlessRefused(() => begin(message));
  else await stop(message.graceMs);
});
await unlessRefused(async () => {
  if (shard === 0) await login(profile, targetsFor(profile, order.targets), sessions, clock);
  tell({ kind: 'ready', values: shard === 0 ? sessions.values : [] });
});

function begin({ startedAt, values }: Begin): void {
  // From before the first answer: whatever another worker told meanwhile is younger.
  for (const [session, own] of values.entries()) sessions.learn({ session, values: own, at: 0 });
  const targets = targetsFor(profile, order.targets);
  const onPulse = (pulse: Pulse) => tell({ kind: 'pulse', pulse });
  recording = new Recording({ order, targets, sessions, clock, startedAt, onPulse });
  tell({ kind: 'begun' });
}

async function stop(graceMs: number): Promise<void> {
  if (!recording) return;
  if (stopping) {
    recording.hurry(graceMs);
    return;
  }
  stopping = true;
  tell({ kind: 'sealed', totals: await recording.stop(graceMs) });
  others?.close();
  port.close();
}

/** A reason not to begin is an answer, not a crash. */
async function unlessRefused(act: () => void | Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof TrafficError)) throw error;
    tell({ kind: 'refused', code: error.code, message: error.message, fix: error.fix });
  }
}
