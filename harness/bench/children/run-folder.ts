import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../../traffic/index.ts';
import { FAILURES, LedgerWriter, NEVER, OUTCOMES } from '../../../traffic/ledger/index.ts';
import { type KeystoneRun, keystoneRun } from '../../judge/testing/index.ts';
import type { RunFolderOrder } from '../messages.ts';
import { places, type Stretch, stretchJournal, timesFor } from '../stretch.ts';

/** Writes a run folder as a long run of the Keystone procedure would have left it. */

const BESIDE = 20;
const BEAT_US = 250_000;
const { folder, rows, eventful = false } = JSON.parse(process.argv[2]!) as RunFolderOrder;
const run = keystoneRun(eventful ? { order: 'rolling', skip: ['drain'] } : {});
const intended = run.rows.map((row) => row.intended);
const quiet = { ...quietTime(run), beside: BESIDE };
const stretch: Stretch = { ...quiet, times: timesFor(rows, intended, quiet) };
const journal = stretchJournal(run.journal, intended, stretch);
mkdirSync(join(folder, 'ledger'), { recursive: true });
writeFileSync(join(folder, 'plan.json'), JSON.stringify(run.plan));
writeFileSync(join(folder, 'journal.ndjson'), journal.map((event) => `${JSON.stringify(event)}\n`).join(''));
const written = writeLedger(run, stretch);
process.send!({ rows: written, events: journal.length }, () => process.disconnect());

/** From a second after the last step that only looks began to a second before it ended, in whole beats. */
function quietTime({ plan, journal: events }: KeystoneRun): { from: number; to: number } {
  const step = plan.stages.flatMap(({ steps }) => steps).findLast(({ act }) => act.kind === 'observe')!.id;
  const at = (name: 'step-started' | 'step-ended') =>
    events.find((event) => event.event === name && event.step === step)!.t;
  const from = at('step-started') + 4 * BEAT_US;
  return { from, to: from + Math.floor((at('step-ended') - from) / BEAT_US - 4) * BEAT_US };
}

function writeLedger({ rows: short, ledger: { creates = [] }, plan }: KeystoneRun, long: Stretch): number {
  const operations = [...new Set(short.map(({ operation }) => operation!))];
  const lanes = [...new Set(short.map(({ lane }) => lane!))];
  const writer = new LedgerWriter({
    folder: join(folder, 'ledger'),
    shard: 0,
    opening: {
      shards: 1,
      operations,
      services: operations.map(() => 'keystone'),
      creates: operations.map((name) => creates.includes(name)),
      lanes,
      seed: plan.seed,
      profile: '',
    },
  });
  const totals = { ok: 0, failed: 0, unknown: 0, 'not-sent': 0 };
  let sequence = 0;
  const random = seededRandom(plan.seed);
  for (const { row, shift } of places(intended, long)) {
    const from = short[row]!;
    const { outcome = 'ok', failure = 'none', sent, end } = from;
    const version = from.version?.split('.').map(Number);
    const gap = (short[row + 1]?.intended ?? from.intended) - from.intended;
    for (let copy = 0; copy < long.beside; copy += 1) {
      // As it was, or at its own time in the gap to the next one and up to twice as slow.
      const later = eventful ? Math.floor(((copy + random()) / long.beside) * Math.max(0, gap)) : 0;
      const slower = eventful ? 1 + random() ** 4 : 1;
      const time = (value: number | null | undefined): number => (value == null ? NEVER : Math.round(value * slower));
      writer.add({
        sequence,
        intended: from.intended + shift + later,
        sent: time(sent),
        connected: time(sent),
        firstByte: time(end),
        end: time(end),
        outcome: OUTCOMES.indexOf(outcome),
        failure: FAILURES.indexOf(failure),
        status: from.status ?? 0,
        operation: operations.indexOf(from.operation!),
        lane: lanes.indexOf(from.lane!),
        server: from.server ? writer.server(from.server) : 0,
        version: version ? writer.version({ major: version[0]!, minor: version[1]! }) : 0,
        session: from.session! * long.beside + copy,
        turn: from.turn ?? 1,
        connection: from.connection! * long.beside + copy,
        bytes: 512,
      });
      totals[outcome] += 1;
      sequence += 1;
    }
  }
  const { ok, failed, unknown, 'not-sent': notSent } = totals;
  writer.seal({ intended: sequence, ok, failed, unknown, notSent });
  return sequence;
}
