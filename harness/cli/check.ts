import { existsSync, rmSync } from 'node:fs';
import { styleText } from 'node:util';
import { Command, Option } from 'commander';
import type { LabDescription } from '../../lab/index.ts';
import { type CheckResult, forgetKeepsake, type Occasion, runChecks, SUITES } from '../checks/run/index.ts';
import { UsageError } from '../error.ts';
import { interruptible } from './interrupt.ts';
import { chosenLab } from './labs.ts';
import { positive } from './options.ts';

interface CheckOptions {
  readonly lab?: string;
  readonly when?: Occasion;
  readonly suites?: readonly string[];
  readonly keepsake?: string;
  readonly limit: number;
  readonly json?: boolean;
}

export function checkCommand(finish: (code: number) => void): Command {
  return new Command('check')
    .description('make the checks alone; exit code 1 when one fails')
    .argument('[files...]', 'checks of your own, and only these (default: all of ours that apply to the lab)')
    .option('--lab <lab>', 'lab, by id or lab.yaml (default: the only one)')
    .addOption(
      new Option(
        '--when <when>',
        'what "before" makes is kept for "after" (default: before, and nothing is kept)',
      ).choices(['before', 'after']),
    )
    .option('--suites <names>', `comma-separated: ${SUITES.join(', ')}`, (text: string) => text.split(','))
    .option('--keepsake <file>', 'what is kept between before and after (default: keepsake-LAB.json)')
    .option('--limit <seconds>', 'end them after this time', positive, 300)
    .option('--json', 'print JSON')
    .action(async (files: string[], options: CheckOptions) => {
      finish(await check(await chosenLab(options.lab), files, options));
    });
}

async function check(lab: LabDescription, files: readonly string[], options: CheckOptions): Promise<number> {
  const keepsakeFile = options.keepsake ?? `keepsake-${lab.id}.json`;
  const when = options.when ?? 'before';
  if (when === 'before' && existsSync(keepsakeFile))
    throw new UsageError(
      'keepsake-exists',
      `${keepsakeFile} is there: something is kept for the checks after an upgrade`,
      `make them with: unbroken check --lab ${lab.id} --when after`,
    );
  using interrupt = interruptible();
  const results: CheckResult[] = [];
  let left: string[] = [];
  try {
    await runChecks({
      ...{ when, lab, keepsakeFile, files },
      suites: options.suites ?? (files.length > 0 ? [] : undefined),
      limitSeconds: options.limit,
      signal: interrupt.signal,
      onCheck(result) {
        results.push(result);
        if (!options.json) process.stdout.write(lineOf(result));
      },
    });
  } finally {
    if (options.when !== 'before') left = await forget(lab, keepsakeFile);
  }
  if (options.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  for (const one of left) process.stderr.write(`not deleted: ${one}\n`);
  if (options.when === 'before') process.stderr.write(`next: unbroken check --lab ${lab.id} --when after\n`);
  return left.length > 0 || results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

async function forget(lab: LabDescription, keepsakeFile: string): Promise<string[]> {
  const left = await forgetKeepsake(lab, keepsakeFile);
  if (left.length === 0) rmSync(keepsakeFile, { force: true });
  return left;
}

function lineOf({ name, outcome, milliseconds, error, advice = [] }: CheckResult): string {
  const sign = outcome === 'passed' ? styleText('green', '✓') : styleText('red', '✗');
  const lines = [
    `${sign} ${name} (${milliseconds} ms)`,
    ...(error ? [error] : []),
    ...advice.map((text) => `advice: ${text}`),
  ];
  return `${lines.join('\n').replaceAll('\n', '\n    ')}\n`;
}
