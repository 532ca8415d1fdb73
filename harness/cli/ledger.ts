import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { damageText, followLedger } from '../../traffic/ledger/index.ts';
import { UsageError } from '../error.ts';
import { ndjson, plain } from '../export/index.ts';
import { around, COLUMNS, type Column, select, summarize, unknown, type Wanted } from '../rows/index.ts';
import { RunFolder } from '../run/index.ts';
import { examples } from './examples.ts';
import { summaryText } from './ledger-summary.ts';
import { RowTable } from './ledger-table.ts';
import { whole } from './options.ts';
import { pour } from './pour.ts';
import { recorderOf } from './recorder.ts';
import { addRowOptions, isFiltered, type RowOptions, wantedRows } from './row-options.ts';

interface LedgerOptions extends RowOptions {
  readonly around?: number;
  readonly limit?: number;
  readonly columns?: readonly Column[];
  readonly json?: boolean;
  readonly ndjson?: boolean;
  readonly follow?: boolean;
}

const LIMIT = 50;
/** Neighbours on each side, of each kind. */
const REACH = 5;

const SHOWN = [
  ...['sequence', 'intended_us', 'operation', 'lane', 'outcome', 'failure', 'status', 'latency_us'],
  ...['server', 'version', 'session', 'connection', 'turn'],
];

export function ledgerCommand(): Command {
  return addRowOptions(
    new Command('ledger')
      .description('what became of every request of a run: without filters in figures, else row by row')
      .argument('<run>', 'run folder, of a run that ended or still goes on'),
  )
    .option('--around <n>', 'this request and its neighbours, in time, on its connection and in its session', whole)
    .option(
      '--limit <n>',
      `how many rows; 0: all (default: ${LIMIT}, with --follow all); with --around, neighbours on each side (${REACH})`,
      whole,
    )
    .option('--columns <names>', COLUMNS.map(({ name }) => name).join(', '), columns)
    .option('--json', 'print JSON')
    .option('--ndjson', 'print a line of JSON for each row')
    .option('--follow', 'go on with rows as they are recorded, until the ledger is sealed or its recorder is gone')
    .addHelpText(
      'after',
      examples(
        ['unbroken ledger RUN', 'how many went how; and whether the record is whole'],
        ['unbroken ledger RUN --failed', 'every request that failed'],
        ['unbroken ledger RUN --around 1000', 'what else happened then, on that connection and to that client'],
        ['unbroken ledger RUN --step 2.1 --server none', 'begun in step 2.1, and no server named in the answer'],
        ['unbroken ledger RUN --from 2.5 --to 3 --columns sequence,sent_us,end_us --ndjson', 'for another program'],
      ),
    )
    .action(async (path: string, options: LedgerOptions) => {
      const folder = new RunFolder(path);
      if (!existsSync(folder.ledger))
        throw new UsageError('not-a-run', `${folder.path}: expected a run folder with ledger/ in it`);
      const wanted = wantedRows(folder, options);
      if (options.follow) await follow(folder, wanted, options);
      else await show(folder, wanted, options);
    });
}

async function show(folder: RunFolder, wanted: Wanted, options: LedgerOptions): Promise<void> {
  const ledger = await folder.readLedger();
  const inRows = isFiltered(options) || [options.around, options.limit, options.columns].some((it) => it !== undefined);
  if (!inRows && !options.ndjson) {
    const summary = summarize(ledger);
    process.stdout.write(options.json ? `${JSON.stringify(summary, null, 2)}\n` : summaryText(folder.name, summary));
    return;
  }
  const chosen = select(ledger, wanted);
  const near =
    options.around === undefined ? undefined : around(ledger, chosen, options.around, options.limit || REACH);
  const rows = near?.rows ?? chosen;
  const shown = rows.subarray(0, near || options.limit === 0 ? undefined : (options.limit ?? LIMIT));
  const more = rows.length - shown.length;
  const all = options.columns ?? COLUMNS;
  const told = options.json
    ? [`${JSON.stringify({ rows: Array.from(shown, (row) => plain(ledger, row, all)), more }, null, 2)}\n`]
    : options.ndjson
      ? ndjson(ledger, shown, all)
      : [new RowTable(options.columns ?? columns(SHOWN.join(','))).print(ledger, shown, near?.near)];
  await pour(told);
  if (more > 0) process.stderr.write(`and ${more.toLocaleString('en-US')} more; --limit 0 shows all\n`);
  const faults = ledger.health.damage.length + ledger.health.missing.length;
  if (faults > 0) process.stderr.write(`the ledger is not whole; see: unbroken ledger ${folder.path}\n`);
}

async function follow(folder: RunFolder, wanted: Wanted, options: LedgerOptions): Promise<void> {
  if (options.around !== undefined || options.json)
    throw new UsageError('follow-alone', '--follow shows rows as they come: not with --around or --json');
  const table = new RowTable(options.columns ?? columns(SHOWN.join(',')));
  let left = options.limit || Number.POSITIVE_INFINITY;
  const { ledger: its, isAlive, pid } = recorderOf(folder);
  for await (const ledger of followLedger(its, isAlive)) {
    const rows = select(ledger, { ...wanted, growing: true }).subarray(0, Math.min(left, ledger.count));
    left -= rows.length;
    const texts = options.ndjson ? ndjson(ledger, rows, options.columns ?? COLUMNS) : [table.print(ledger, rows)];
    if (rows.length > 0 && !(await pour(texts))) return;
    for (const damage of ledger.health.damage) process.stderr.write(`damage: ${damageText(damage)}\n`);
    const { sealed, intended } = ledger.health;
    if (sealed) process.stderr.write(`sealed: ${intended.toLocaleString('en-US')} requests were intended\n`);
    if (sealed || left === 0) return;
  }
  process.stderr.write(`not sealed: process ${pid}, which recorded this, is gone; more will not come\n`);
}

function columns(text: string): Column[] {
  return text.split(',').map((wanted) => {
    const column = COLUMNS.find(({ name }) => name === wanted);
    if (column) return column;
    const names = COLUMNS.map(({ name }) => name);
    throw unknown('column', wanted, names);
  });
}
