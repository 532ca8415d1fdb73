import { closeSync, existsSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { Command } from 'commander';
import type { Ledger } from '../../traffic/ledger/index.ts';
import { UsageError } from '../error.ts';
import { ndjson, writeParquet } from '../export/index.ts';
import { COLUMNS, type Column, select, wallColumn } from '../rows/index.ts';
import { RunFolder } from '../run/index.ts';
import { examples } from './examples.ts';
import { pour } from './pour.ts';
import { addRowOptions, journalOf, type RowOptions, wantedRows } from './row-options.ts';

interface ExportOptions extends RowOptions {
  readonly parquet?: string;
  readonly ndjson?: string;
  readonly force?: boolean;
}

export function exportCommand(): Command {
  return addRowOptions(
    new Command('export')
      .description('write the rows of a ledger for other programs, with names instead of numbers')
      .argument('<run>', 'run folder')
      .option('--parquet <file>', 'write Apache Parquet')
      .option('--ndjson <file>', 'write a line of JSON for each request; "-": to stdout')
      .option('--force', 'overwrite what is there'),
  )
    .addHelpText(
      'after',
      examples(
        ['unbroken export RUN --parquet run.parquet', 'for DuckDB, pandas, Spark …'],
        ['unbroken export RUN --failed --ndjson -', 'every request that failed, for a pipe'],
        ['unbroken export RUN --step 2.1 --lane fresh --ndjson step.ndjson --force', 'of one step and one lane'],
      ),
    )
    .action(async (path: string, options: ExportOptions) => exportRows(new RunFolder(path), options));
}

async function exportRows(folder: RunFolder, options: ExportOptions): Promise<void> {
  const files = [options.parquet, options.ndjson].filter((file) => file !== undefined && file !== '-');
  if (!options.parquet && !options.ndjson)
    throw new UsageError(
      'export-where',
      'export to where? use --parquet FILE or --ndjson FILE, or --ndjson - for stdout',
    );
  if (options.parquet === '-') throw new UsageError('export-where', 'Parquet is written to a file: --parquet FILE');
  for (const file of files)
    if (existsSync(file!) && !options.force)
      throw new UsageError('file-exists', `${file} is there already`, 'overwrite it with --force');
  if (!existsSync(folder.ledger))
    throw new UsageError('not-a-run', `${folder.path}: expected a run folder with ledger/ in it`);

  const wanted = wantedRows(folder, options);
  const ledger = await folder.readLedger();
  const rows = select(ledger, wanted);
  const start = journalOf(folder).find(({ event }) => event === 'run-started');
  const columns = [...COLUMNS, wallColumn(start?.event === 'run-started' ? Date.parse(start.wall) * 1000 : null)];
  if (options.parquet)
    whole(options.parquet, (file) => writeParquet(file, ledger, rows, columns, { run: folder.name }));
  if (options.ndjson === '-') await pour(ndjson(ledger, rows, columns));
  else if (options.ndjson) whole(options.ndjson, (file) => writeLines(file, ledger, rows, columns));
  tell(ledger, rows.length, files as string[]);
}

/** Nobody finds half a file under the name that was asked for. */
function whole(file: string, write: (part: string) => void): void {
  const part = `${file}.part`;
  try {
    write(part);
    renameSync(part, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError('export-failed', `cannot write ${file} (${code})`);
  } finally {
    rmSync(part, { force: true });
  }
}

function writeLines(file: string, ledger: Ledger, rows: Uint32Array, columns: readonly Column[]): void {
  const descriptor = openSync(file, 'w');
  try {
    for (const text of ndjson(ledger, rows, columns)) writeSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

function tell({ health }: Ledger, rows: number, files: readonly string[]): void {
  const to = files.length > 0 ? ` to ${files.join(' and ')}` : '';
  process.stderr.write(`${rows.toLocaleString('en-US')} rows${to}\n`);
  const { sealed, missing, damage } = health;
  if (!sealed || missing.length > 0 || damage.length > 0)
    process.stderr.write('the ledger is not whole: what could not be read is not in it; see: unbroken ledger\n');
}
