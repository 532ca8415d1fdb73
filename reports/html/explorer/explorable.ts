import { deflateRawSync } from 'node:zlib';
import type { Evidence, Judgement } from '../../../harness/judge/index.ts';
import { runSpan } from '../../account/index.ts';
import { printable } from '../../words/index.ts';
import { bands } from './bands.ts';
import { plainBins, type Shape } from './bins.ts';
import { everyRow, notableRows } from './chosen.ts';
import { type Columns, takeRows, writeColumns } from './columns.ts';
import type { Exploration } from './data.ts';
import { exploration } from './exploration.ts';

/** What the page carries for its script, as text that is neither markup nor code: compressed, and in base64. */
export interface Packed {
  /** An `Exploration`. */
  readonly state: string;
  /** Requests: `Columns`. */
  readonly rows: string;
  /** `Bins` of several widths; empty where every request is carried. */
  readonly bands: string;
}

// Ten million bytes is what a million requests may take; the rest of the page has to fit beside them.
const MOST_CHARACTERS = 9_000_000;
const MOST_ROWS = 2_000_000;
const EXACT_ROWS = 200_000;
const COARSE_TICK = 10;

const packedBytes = (bytes: Uint8Array | string): string => deflateRawSync(bytes).toString('base64');

const packedJson = (value: unknown): string =>
  packedBytes(JSON.stringify(value, (_, each) => (typeof each === 'string' ? printable(each) : each)));

/** The run as it is shown, the requests of it that are carried, and both as the page holds them. */
export interface Explorable {
  readonly state: Exploration;
  readonly columns: Columns;
  readonly packed: Packed;
}

export const explorable = (judgement: Judgement, evidence: Evidence): Explorable =>
  whole(judgement, evidence) ?? banded(judgement, evidence);

/** null: there are too many requests to carry each one. */
const whole = (judgement: Judgement, evidence: Evidence): Explorable | null => {
  const { ledger } = evidence;
  if (ledger.count > MOST_ROWS) return null;
  const all = everyRow(ledger);
  const tick = all.length <= EXACT_ROWS ? 1 : COARSE_TICK;
  const rows = packedBytes(writeColumns(ledger, all, tick));
  if (rows.length > MOST_CHARACTERS) return null;
  const state = exploration(judgement, evidence, { complete: true, tick });
  return { state, columns: takeRows(ledger, all), packed: { state: packedJson(state), rows, bands: '' } };
};

const banded = (judgement: Judgement, evidence: Evidence): Explorable => {
  const { ledger } = evidence;
  const exhibits = new Set(judgement.findings.flatMap((finding) => finding.exhibits.map(({ sequence }) => sequence)));
  const notable = notableRows(ledger, everyRow(ledger), exhibits);
  const state = exploration(judgement, evidence, { complete: false, tick: 1 });
  const shape: Shape = {
    servers: state.names.servers.length,
    versions: state.names.versions.length,
    whole: Uint8Array.from(state.names.whole),
  };
  const sums = bands(ledger, shape, runSpan(evidence)).map(plainBins);
  return {
    state,
    columns: takeRows(ledger, notable),
    packed: {
      state: packedJson(state),
      rows: packedBytes(writeColumns(ledger, notable, 1)),
      bands: packedJson(sums),
    },
  };
};
