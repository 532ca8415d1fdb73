import { setTimeout as pause } from 'node:timers/promises';
import {
  ask,
  carryOut,
  causeOf,
  codeOf,
  type Errand,
  endErrand,
  folderOf,
  lastLine,
  type Reach,
} from '../strategy/index.ts';
import type { TempestOrder } from './order.ts';
import { CHUNK_BYTES, commandLine, readScript, roundScript } from './script.ts';
import { Packets, Results, type TestResult } from './subunit/index.ts';

export interface Round {
  readonly reach: Reach;
  readonly run: string;
  readonly ticket: string;
  readonly order: TempestOrder;
  /** Ends it, with all that it started. */
  readonly signal: AbortSignal;
  /** As soon as it is known: what came before a time limit is not lost with it. */
  readonly onResult: (result: TestResult) => void;
}

export interface RoundEnd {
  readonly tests: number;
  /** Why not all of them came to an end. */
  readonly why?: string;
}

const LOOK_MS = 500;
const READ_LIMIT_MS = 30_000;
/** More than any suite says. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Runs the tests once. A test that fails is a result; only what keeps tests from being run at all is a reason. */
export async function runRound({ reach, run, ticket, order, signal, onResult }: Round): Promise<RoundEnd> {
  const { node, limitSeconds } = order;
  const folder = folderOf(run, ticket);
  const errand: Errand = {
    ...{ run, node, ticket, limitSeconds },
    command: roundScript(folder, order),
    title: commandLine(order, (name) => name),
  };
  const stream = new Stream(onResult);
  let over = false;
  const ending = carryOut(reach, errand).finally(() => {
    over = true;
  });
  // Told when it is awaited.
  ending.catch(() => undefined);
  let brokenOff: Promise<void> | undefined;
  const breakOff = (): Promise<void> => {
    brokenOff ??= endErrand(reach, errand).catch(() => undefined);
    return brokenOff;
  };
  signal.addEventListener('abort', breakOff, { once: true });
  try {
    for (let last = false; !last; ) {
      last = over;
      await readOn(reach, node, folder, stream);
      if (!last) await Promise.race([ending.catch(() => undefined), pause(LOOK_MS)]);
    }
    stream.end();
    const { output, ...how } = await ending;
    if (signal.aborted) return stream.told('it was ended before its time');
    const code = codeOf({ ...how, output }, errand);
    if (stream.tests > 0) return stream.told();
    return stream.told(`no test was run; it ended with ${code}: ${stream.stray || lastLine(output)}`);
  } catch (error) {
    return stream.told(causeOf(error).message);
  } finally {
    signal.removeEventListener('abort', breakOff);
    // Nothing of it goes on that nobody listens to.
    if (!over) await breakOff();
    await brokenOff;
  }
}

async function readOn(reach: Reach, node: string, folder: string, stream: Stream): Promise<void> {
  for (;;) {
    const { stdout } = await ask(reach, node, readScript(folder, stream.bytes), READ_LIMIT_MS);
    const chunk = Buffer.from(stdout, 'base64');
    stream.push(chunk);
    if (chunk.length < CHUNK_BYTES || stream.bytes > MOST_BYTES) return;
  }
}

/** What came so far, as results. */
class Stream {
  readonly #packets = new Packets();
  readonly #results = new Results();
  readonly #onResult: (result: TestResult) => void;
  bytes = 0;
  tests = 0;

  constructor(onResult: (result: TestResult) => void) {
    this.#onResult = onResult;
  }

  push(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    this.#take(this.#packets.push(chunk));
  }

  end(): void {
    this.#take(this.#packets.end());
  }

  /** The last line of what was no result. */
  get stray(): string {
    return this.#packets.stray.split('\n').at(-1) ?? '';
  }

  told(why?: string): RoundEnd {
    const { unfinished } = this.#results;
    const lost = unfinished.length > 0 ? `without an end: ${unfinished.join(', ')}` : undefined;
    const reasons = [why, lost].filter((reason) => reason !== undefined);
    return { tests: this.tests, ...(reasons.length > 0 ? { why: reasons.join('; ') } : {}) };
  }

  #take(packets: ReturnType<Packets['push']>): void {
    for (const packet of packets) {
      const result = this.#results.take(packet);
      if (!result) continue;
      this.tests += 1;
      this.#onResult(result);
    }
  }
}
