import { type Ledger, NEVER, OUTCOMES } from '../../traffic/ledger/index.ts';
import { quantile } from './quantile.ts';
import { answered } from './request.ts';

/** The ledger summed up over equal stretches of time. Only what went well may be summed; failures are drawn one by one. */
export interface Bins {
  /** µs */
  readonly width: number;
  readonly count: number;
  /** What went well, by the moment it was intended; index 0: the answer named no server, i: `names.servers[i - 1]`. */
  readonly byServer: readonly Uint32Array[];
  readonly offered: Uint32Array;
  readonly notOk: Uint32Array;
  /** ms from the intended start; NaN where nothing was answered. */
  readonly p50: Float64Array;
  readonly p99: Float64Array;
  readonly max: Float64Array;
  /** Answers by the moment they were complete; i: `names.versions[i]`. */
  readonly byVersion: readonly Uint32Array[];
}

const NICE_MS = [10, 20, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 3_600_000];

/** The finest round width (µs) that needs no more than `most` bins. */
export const binWidth = (span: number, most: number): number =>
  (NICE_MS.find((ms) => span / (ms * 1000) <= most) ?? Math.ceil(span / most / 1000)) * 1000;

export const binned = (ledger: Ledger, span: number, most: number): Bins => {
  const width = binWidth(span, most);
  const count = Math.max(1, Math.ceil(span / width));
  const row = () => new Uint32Array(count);
  const at = (us: number): number => Math.min(count - 1, Math.max(0, Math.floor(us / width)));
  const byServer = Array.from({ length: ledger.names.servers.length + 1 }, row);
  const byVersion = ledger.names.versions.map(row);
  const [offered, notOk] = [row(), row()];
  const latencies: number[][] = Array.from({ length: count }, () => []);
  const fine = OUTCOMES.indexOf('ok');

  for (let i = 0; i < ledger.count; i++) {
    const bin = at(ledger.intended[i]!);
    offered[bin]!++;
    if (ledger.outcome[i] === fine) byServer[ledger.server[i]!]![bin]!++;
    else notOk[bin]!++;
    if (answered(ledger, i)) latencies[bin]!.push(ledger.end[i]! / 1000);
    const end = ledger.end[i]!;
    if (ledger.version[i]! > 0 && end !== NEVER) byVersion[ledger.version[i]! - 1]![at(ledger.intended[i]! + end)]!++;
  }

  const sorted = latencies.map((values) => Float64Array.from(values).sort());
  const of = (q: number) => Float64Array.from(sorted, (values) => quantile(values, q));
  return { width, count, byServer, offered, notOk, p50: of(0.5), p99: of(0.99), max: of(1), byVersion };
};
