import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { UsageError } from '../error.ts';
import type { Stamp } from '../journal/index.ts';
import {
  CERTIFIABLE,
  FAULTS,
  type Fault,
  HEADINGS,
  identityOfThisBuild,
  lineOf,
  longestFirst,
  renderSelftest,
  rowOf,
  type SelftestResult,
  sideBySide,
  startHogs,
  storeStamp,
  summed,
  type Trial,
  type TrialPlace,
  told,
  tryClean,
  tryFault,
} from '../selftest/index.ts';
import { interruptible } from './interrupt.ts';
import { timesOver, whole } from './options.ts';
import { table } from './table.ts';

interface SelftestOptions {
  readonly only?: readonly string[];
  readonly quick?: boolean;
  readonly containers?: boolean;
  readonly openstack?: boolean;
  readonly clean?: number;
  readonly hog?: number;
  readonly jobs: number;
  readonly seed: number;
  readonly out: string;
  readonly list?: boolean;
}

export function selftestCommand(finish: (code: number) => void): Command {
  return new Command('selftest')
    .description(
      'plant every fault that must be found, each in a lab of its own, and see whether it is; exit code 1 if not',
    )
    .option('--only <fault...>', 'these faults')
    .option('--quick', 'a chosen handful')
    .option('--containers', 'also those that need a lab of containers, and so an engine')
    .option('--openstack', 'instead: those of real OpenStack, one lab after the other; it takes most of an hour')
    .option('--clean <n>', 'instead: this many upgrades in which nothing is wrong, which all must be certified', whole)
    .option(
      '--hog <n>',
      'with --clean: keep this many cores busy meanwhile; inconclusive is as good then as certified, refused never',
      timesOver,
    )
    .option('--jobs <n>', 'labs at a time', whole, Math.max(1, Math.floor(availableParallelism() / 2)))
    .option('--seed <n>', 'first seed', whole, 1)
    .option('--out <folder>', 'where everything goes', 'runs')
    .option('--list', 'say which faults there are, and plant none')
    .action(async (options: SelftestOptions) => {
      if (options.list) process.stdout.write(list(chosen(options)));
      else finish(await selftest(options));
    });
}

function list(faults: readonly Fault[]): string {
  return table(faults.map(({ name, where, says, expect }) => [name, where, told(expect), says]));
}

function chosen({ only, quick, containers, openstack, list }: SelftestOptions): readonly Fault[] {
  const unknown = only?.find((name) => !FAULTS.some((fault) => fault.name === name));
  if (unknown !== undefined)
    throw new UsageError('fault-unknown', `no fault "${unknown}"`, '"unbroken selftest --list" shows which there are');
  if (only) return FAULTS.filter(({ name }) => only.includes(name));
  if (openstack) return FAULTS.filter(({ lab }) => lab === 'openstack');
  return FAULTS.filter(
    ({ lab, quick: isQuick }) => (!quick || isQuick) && (list || lab === undefined || (lab === 'docker' && containers)),
  );
}

type Attempt = (place: TrialPlace) => Promise<Trial>;

async function selftest(options: SelftestOptions): Promise<number> {
  const { seed, clean, hog = 0 } = options;
  if (hog > 0 && clean === undefined)
    throw new UsageError(
      'hog-alone',
      '--hog goes with --clean: on a busy machine no fault is found for certain',
      'say how many clean runs: --clean 5',
    );
  using interrupt = interruptible();
  // A lab of real OpenStack leaves no core for another one.
  const jobs = options.openstack ? 1 : Math.max(1, options.jobs);
  const started = new Date();
  const stamp = started.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  const folder = resolve(options.out, `${stamp}-selftest`);
  mkdirSync(folder, { recursive: true });
  const faults = longestFirst(chosen(options), secondsOf);
  const attempts: Attempt[] =
    clean === undefined
      ? faults.map((fault) => (place) => tryFault(fault, { ...place, seed }))
      : cleanRuns(clean, seed, hog > 0);
  using _hogs = startHogs(hog);
  const began = performance.now();
  const tried = await sideBySide(attempts, { jobs, signal: interrupt.signal }, async (attempt, index) => {
    const place = { folder: join(folder, `${index + 1}`), seed, signal: interrupt.signal };
    const trial = await attempt(place);
    process.stderr.write(`${lineOf(trial)}\n`);
    return trial;
  });
  const trials = tried.toSorted((one, other) => placeOf(one) - placeOf(other));
  const failed = trials.filter(({ problems }) => problems.length > 0).length;
  const unplantable = trials.filter((trial) => trial.unplantable !== undefined).length;
  const planted = trials.length - unplantable;
  const identity = await identityOfThisBuild();
  const result: SelftestResult = {
    format: 1,
    started: started.toISOString(),
    seconds: Math.round((performance.now() - began) / 1000),
    jobs,
    hogs: hog,
    stamp: { format: 1, ...identity, suite: suiteOf(options), faults: planted, at: new Date().toISOString() },
    passed: planted - failed,
    failed,
    unplantable,
    trials,
  };
  writeFileSync(join(folder, 'selftest.json'), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(join(folder, 'selftest.md'), renderSelftest(result));
  process.stdout.write(closing(result, folder));
  if (interrupt.signal.aborted) return 130;
  // A part of the suite, and runs in which there is nothing to find, say nothing of what would be found.
  if (failed === 0 && clean === undefined && !options.only && !options.openstack) storeStamp(result.stamp);
  return failed === 0 ? 0 : 1;
}

/** Roughly: other scenarios have more steps, and what is watched for longer takes longer. */
const secondsOf = ({ scenario, lab, options = {} }: Fault): number =>
  (scenario === 'keystone' ? 0 : 60) + (lab ? 30 : 0) + (options.baseline ?? 0) + (options.settle ?? 0);

/** In the table they stand as they are listed, whenever they were tried. */
const placeOf = ({ name }: Trial): number => FAULTS.findIndex((fault) => fault.name === name);

const suiteOf = ({ quick }: SelftestOptions): Stamp['suite'] => (quick ? 'quick' : 'full');

/** Every scenario in turn, each time with a seed of its own. */
function cleanRuns(count: number, seed: number, busy: boolean): Attempt[] {
  return Array.from({ length: count }, (_, index) => (place) => {
    const scenario = CERTIFIABLE[index % CERTIFIABLE.length]!;
    return tryClean(scenario, { ...place, seed: seed + index }, { busy });
  });
}

function closing(result: SelftestResult, folder: string): string {
  const { trials, seconds } = result;
  const again = trials.filter(({ problems }) => problems.length > 0).map(({ command }) => `  again: ${command}\n`);
  return [
    `\n${table([HEADINGS, ...trials.map(rowOf)])}`,
    `${summed(result)}, in ${seconds} s${byVerdict(trials)}\n`,
    ...again,
    `report ${join(folder, 'selftest.md')}\n`,
  ].join('');
}

/** What clean runs came to, where more than one verdict is as expected. */
function byVerdict(trials: readonly Trial[]): string {
  if (!trials.some(({ expected }) => expected.orElse)) return '';
  const counts = Map.groupBy(trials, ({ verdict }) => verdict ?? 'without a verdict');
  return `: ${[...counts].map(([verdict, its]) => `${its.length} ${verdict}`).join(', ')}`;
}
