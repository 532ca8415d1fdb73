import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { loseName } from './names.ts';

/** Something that happens to the harness itself. */
export type HarnessBlow =
  /** The whole process is stopped from outside, for this long. */
  | { readonly harness: 'stands-still'; readonly ms: number }
  /** A thread ends, by the beginning of its name. */
  | { readonly harness: 'thread-dies'; readonly thread: string }
  /** The end of the record is cut off. */
  | { readonly harness: 'ledger-cut'; readonly bytes: number }
  /** Nothing more can be written to a file that is as long as the record is now, until the run has ended. */
  | { readonly harness: 'disk-full' }
  /** No more files and sockets can be opened, for this long. */
  | { readonly harness: 'no-sockets'; readonly ms: number }
  /** The name of the front ends means nothing, for this long. */
  | { readonly harness: 'no-name'; readonly ms: number };

const threads: Worker[] = [];

/** From now on the threads that this process starts are known, so that one can be hit. */
export function knowThreads(): void {
  process.on('worker', (thread) => threads.push(thread));
}

export function strikeHarness(blow: HarnessBlow, ledger: string): void {
  if (blow.harness === 'stands-still')
    bySomebodyElse(`kill -STOP ${process.pid}; sleep ${blow.ms / 1000}; kill -CONT ${process.pid}`);
  if (blow.harness === 'no-sockets') bySomebodyElse(withoutSockets(blow.ms));
  if (blow.harness === 'no-name') loseName(blow.ms);
  if (blow.harness === 'thread-dies') end(blow.thread);
  if (blow.harness === 'disk-full') limitFiles(`${statSync(lastSegment(ledger)).size}`);
  if (blow.harness === 'ledger-cut') {
    const last = lastSegment(ledger);
    truncateSync(last, statSync(last).size - blow.bytes);
  }
}

function end(name: string): void {
  const thread = threads.find(({ threadName }) => threadName?.startsWith(name));
  if (!thread) throw new Error(`the harness has no thread "${name}"`);
  void thread.terminate();
}

/** The run has ended, and reports have to be written. */
export function recover(blow: HarnessBlow): void {
  if (blow.harness === 'disk-full') limitFiles('unlimited');
}

function lastSegment(ledger: string): string {
  const segments = readdirSync(ledger).filter((name) => name.endsWith('.ledger'));
  return join(ledger, segments.sort().at(-1)!);
}

/** A disk of its own for the record takes root to make; to whoever writes, a limit of its own says the same. */
function limitFiles(bytes: string): void {
  execFileSync('prlimit', ['--pid', `${process.pid}`, `--fsize=${bytes}:`]);
}

/** The limit is one of numbers: what is open goes on, and nothing new gets a number below those that are long taken. */
function withoutSockets(ms: number): string {
  const limit = (files: string) => `prlimit --pid ${process.pid} --nofile=${files}:`;
  return `before=$(ulimit -n); ${limit('10')}; sleep ${ms / 1000}; ${limit('$before')}`;
}

/** A process that stands still cannot wake itself. */
function bySomebodyElse(script: string): void {
  spawn('sh', ['-c', script], { detached: true, stdio: 'ignore' }).unref();
}
