import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../error.ts';
import { type Line, type Result, resultOf } from './line.ts';
import { LINES } from './lines/index.ts';
import { describeMachine } from './machine.ts';
import { type Options, readOptions, usage } from './options.ts';
import { withTable } from './page.ts';
import { markdownMachine, markdownTable, textTable } from './table.ts';

/** Measures, prints, and gives the exit code: 0 when no line was missed, 1 when one was, 64 for wrong options. */
export async function main(args: readonly string[]): Promise<number> {
  const names = LINES.map(({ name }) => name);
  try {
    const options = readOptions(args, names);
    if (options.help) process.stdout.write(usage(names));
    return options.help ? 0 : await bench(options);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`bench: ${error.message}\n`);
    return 64;
  }
}

async function bench(options: Options): Promise<number> {
  const { only, quick, markdown } = options;
  if (markdown !== undefined && !existsSync(markdown))
    throw new UsageError('no-page', `${markdown}: expected a page with the two marks that the table stands between`);
  leaveNothingBehind();
  const wanted = LINES.filter(({ name }) => only.length === 0 || only.includes(name));
  const results: Result[] = [];
  for (const line of wanted) {
    results.push(await measure(line, quick));
    // After each line: it takes minutes, and whoever stops it keeps what is known.
    await write(options, results);
  }
  process.stdout.write(textTable(results));
  return results.some(({ met }) => met === false) ? 1 : 0;
}

/** All that is written for a while lies in one folder, which goes however this ends. Children learn of it with their environment. */
function leaveNothingBehind(): void {
  const folder = mkdtempSync(join(tmpdir(), 'unbroken-bench-'));
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
}

async function write({ quick, json, markdown }: Options, results: readonly Result[]): Promise<void> {
  const machine = await describeMachine();
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ machine, quick, results }, undefined, 2)}\n`);
  if (markdown === undefined) return;
  const generated = `${markdownMachine(machine)}\n${markdownTable(results)}`;
  writeFileSync(markdown, withTable(readFileSync(markdown, 'utf8'), generated));
}

async function measure(line: Line, quick: boolean): Promise<Result> {
  const say = (text: string) => void process.stderr.write(`${line.name}: ${text}\n`);
  say(line.what);
  // One that breaks does not take the others with it.
  const measurement = await line.measure({ quick, say }).catch((error: Error) => ({ broken: error.message }));
  return resultOf(line, measurement);
}
