import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { readDocument } from '../documents/index.ts';
import { UsageError } from '../error.ts';
import {
  complaintIn,
  exitCodeOfNight,
  JOBS,
  type Job,
  JobList,
  type JobResult,
  jobWord,
  leftOut,
  type Night,
  nightSentence,
  nightsIn,
  nightWord,
  notRun,
  resultOf,
  suiteIn,
  take,
  whatIsHere,
  whyNot,
} from '../nightly/index.ts';
import { makeFolder } from '../run/index.ts';
import { examples } from './examples.ts';
import { addToSummary } from './github.ts';
import { type Interrupt, interruptible } from './interrupt.ts';
import type { Renderers } from './outputs.ts';
import { pastRuns } from './past-runs.ts';
import { table } from './table.ts';
import { VERSION } from './version.ts';

interface NightlyOptions {
  readonly only?: readonly string[];
  readonly jobs?: string;
  readonly out: string;
  readonly junit?: string;
  readonly list?: boolean;
}

export function nightlyCommand(renderers: Renderers, finish: (code: number) => void): Command {
  return new Command('nightly')
    .description('the self-test and certified upgrades, one after the other; one page over all, exit code of the worst')
    .option('--only <job...>', 'these jobs; the others are left out')
    .option('--jobs <file>', 'jobs of your own instead (YAML: unbroken schema nightly)')
    .option('--out <folder>', 'where nights go, and the page over them', 'nights')
    .option('--junit <file>', 'write JUnit XML there too')
    .option('--list', 'say which jobs there are and what each needs, and run none')
    .addHelpText(
      'after',
      examples(
        ['unbroken nightly', 'all of it; what cannot be run here is told, and proves nothing'],
        ['unbroken nightly --only selftest docker-keystone', 'these two'],
        ['unbroken nightly --jobs staging.yaml --out nights', 'upgrades of your own labs, with what they need'],
      ),
    )
    .action(async (options: NightlyOptions) => {
      const jobs = options.jobs === undefined ? JOBS : readDocument(options.jobs, JobList).jobs;
      const unknown = options.only?.find((name) => !jobs.some((job) => job.name === name));
      if (unknown !== undefined)
        throw new UsageError(
          'job-unknown',
          `no job "${unknown}"`,
          `there are: ${jobs.map(({ name }) => name).join(', ')}`,
        );
      if (options.list) process.stdout.write(await list(jobs));
      else finish(await nightly(jobs, options, renderers));
    });
}

async function list(jobs: readonly Job[]): Promise<string> {
  const here = await whatIsHere();
  return table(
    jobs.map(({ name, command, needs }) => [name, whyNot(needs, here) ?? 'can be run here', commandOf(command)]),
  );
}

async function nightly(jobs: readonly Job[], options: NightlyOptions, renderers: Renderers): Promise<number> {
  using interrupt = interruptible();
  const started = new Date();
  const folder = makeFolder(options.out, started, 'nightly');
  const results = new Map<string, JobResult>(
    jobs.map((job) => [
      job.name,
      options.only?.includes(job.name) === false ? leftOut(job) : notRun(job, 'The night has not come to it.'),
    ]),
  );
  const record = (ended: Date | null): Night => {
    const night: Night = {
      format: 1,
      harness: VERSION,
      started: started.toISOString(),
      ended: ended?.toISOString() ?? null,
      machine: { cores: availableParallelism(), memoryMiB: Math.round(totalmem() / 2 ** 20) },
      jobs: [...results.values()],
    };
    write(night, folder, options, renderers);
    return night;
  };
  record(null);
  for (const job of jobs.filter(({ name }) => results.get(name)?.state !== 'left-out')) {
    const result = await run(job, folder, interrupt);
    results.set(job.name, result);
    process.stderr.write(`${lineOf(result)}\n`);
    record(null);
  }
  const night = record(new Date());
  addToSummary(process.env, () => renderers.renderNightMarkdown(night));
  process.stdout.write(closing(night, options.out));
  return interrupt.signal.aborted ? 130 : exitCodeOfNight(night);
}

const UNBROKEN = fileURLToPath(new URL('../../bin/unbroken', import.meta.url));

/** A job that is ended early takes down what it built, which may be a lab of many containers. */
const GRACE_MS = 600_000;

async function run(job: Job, folder: string, interrupt: Interrupt): Promise<JobResult> {
  if (interrupt.signal.aborted) return notRun(job, 'The night was interrupted before.');
  const why = whyNot(job.needs, await whatIsHere());
  if (why !== undefined) return notRun(job, why);
  const place = join(folder, job.name);
  const output = join(place, 'output.txt');
  mkdirSync(place);
  const isSuite = job.command[0] === 'selftest';
  process.stderr.write(`… ${job.name}: ${commandOf(job.command)}\n    what it says goes to ${output}\n`);
  const taken = await take([UNBROKEN, ...job.command, isSuite ? '--out' : '--runs', place], {
    output,
    limitMs: job.minutes * 60_000,
    graceMs: GRACE_MS,
    signal: interrupt.signal,
    began: (pid) => interrupt.sayOnSecond(`${job.name} goes on putting back what it changed, as process ${pid}`),
  });
  return resultOf(job, taken, {
    runs: isSuite ? [] : pastRuns(place, folder).runs,
    suite: isSuite ? suiteIn(folder, job.name) : undefined,
    complaint: complaintIn(output),
  });
}

/** Anew after each job: whatever ends the night, what is there counts. */
function write(night: Night, folder: string, { out, junit }: NightlyOptions, renderers: Renderers): void {
  const xml = renderers.renderNightJunit(night);
  writeFileSync(join(folder, 'night.json'), `${JSON.stringify(night, null, 2)}\n`);
  writeFileSync(join(folder, 'summary.md'), renderers.renderNightMarkdown(night));
  writeFileSync(join(folder, 'junit.xml'), xml);
  if (junit !== undefined) writeFileSync(junit, xml);
  const { nights, unreadable } = nightsIn(out);
  const path = basename(folder);
  const others = nights.filter((one) => one.path !== path);
  writeFileSync(join(out, 'index.html'), renderers.renderNight([...others, { path, night }], unreadable));
}

function lineOf(result: JobResult): string {
  const { name, why, seconds } = result;
  return `${jobWord(result).padEnd(14)} ${name}${seconds > 0 ? ` (${seconds} s)` : ''}: ${why}`;
}

function closing(night: Night, out: string): string {
  const rows = night.jobs.map((job) => [job.name, jobWord(job), job.seconds === 0 ? '–' : `${job.seconds} s`, job.why]);
  return [
    '',
    table([['job', 'came to', 'took', 'why'], ...rows]),
    `${nightWord(night).toUpperCase()}: ${nightSentence(night)}`,
    `page     ${join(out, 'index.html')}`,
    '',
  ].join('\n');
}

const commandOf = (words: readonly string[]): string => ['unbroken', ...words].join(' ');
