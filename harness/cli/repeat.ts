import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../error.ts';
import { exitCode, type Judgement, sumUp } from '../judge/index.ts';
import { makeFolder, type RunFolder } from '../run/index.ts';
import { isMadeHere } from './labs.ts';
import { table } from './table.ts';

export interface Certified {
  readonly folder: RunFolder;
  readonly judgement: Judgement;
}

/** One upgrade, in a lab of its own; undefined when it was interrupted before it began. */
export type Once = (change: { readonly seed: number; readonly runs: string }) => Promise<Certified | undefined>;

export interface RepeatOptions {
  readonly scenario: string;
  readonly times: number;
  /** Of the first upgrade; each later one has the next. */
  readonly seed: number;
  readonly runs: string;
  readonly startedAt: Date;
  readonly json?: boolean | undefined;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

/** Upgrades one after the other, and what they prove together. `repeat.json` is written anew after each of them. */
export async function repeat(options: RepeatOptions, once: Once): Promise<number> {
  const { scenario, times, seed, signal } = options;
  const parent = makeFolder(options.runs, options.startedAt, `${scenario}-x${times}`);
  const done: (Certified & { readonly seed: number })[] = [];
  const record = (): string => {
    const text = `${JSON.stringify(recordOf(scenario, times, done), null, 2)}\n`;
    writeFileSync(join(parent, 'repeat.json'), text);
    return text;
  };
  try {
    while (done.length < times && !signal.aborted) {
      const next = seed + done.length;
      process.stderr.write(`upgrade ${done.length + 1} of ${times}, seed ${next}\n`);
      const certified = await once({ seed: next, runs: parent }).catch((error) => {
        if (!signal.aborted) throw error;
      });
      if (certified) done.push({ ...certified, seed: next });
      record();
    }
  } finally {
    // Whatever ended it early, what is there counts.
    const text = record();
    options.say(options.json ? text : closing(times, done, parent));
  }
  return signal.aborted ? 130 : worst(done.map(({ judgement }) => exitCode(judgement)));
}

/** Upgrades need labs that nobody upgraded yet, and files of which there is one. */
export function refuseToRepeat(options: { lab?: string; keepLab?: boolean; junit?: string }): void {
  if (options.lab !== undefined && !isMadeHere(options.lab))
    throw new UsageError(
      'repeat-lab',
      `lab ${options.lab} can be upgraded once, and nothing takes it back`,
      'leave out --lab, or name a kind that is made here (docker, openstack): --repeat makes a lab for each upgrade',
    );
  if (options.keepLab)
    throw new UsageError(
      'repeat-lab',
      '--repeat takes down the lab of each upgrade before the next',
      'leave out --keep-lab',
    );
  if (options.junit !== undefined)
    throw new UsageError(
      'repeat-junit',
      '--junit names one file, and --repeat makes several runs',
      'leave it out: each run folder has its junit.xml',
    );
}

function recordOf(scenario: string, asked: number, done: readonly (Certified & { readonly seed: number })[]) {
  return {
    format: 1,
    scenario,
    asked,
    runs: done.map(({ folder, seed, judgement: { verdict, ended, sentence, run } }) => ({
      ...{ run: folder.name, seed, verdict, ended, sentence },
      seconds: run.seconds,
    })),
    sum: sumUp(done.map(({ judgement }) => judgement)),
  };
}

function closing(asked: number, done: readonly (Certified & { readonly seed: number })[], parent: string): string {
  const rows = done.map(({ folder, seed, judgement: { verdict, ended, proof } }) => [
    `${seed}`,
    ended === 'interrupted' ? `interrupted, ${verdict}` : verdict,
    `${proof.intended}`,
    `${proof.failed + proof.unknown}`,
    folder.name,
  ]);
  const left = asked - done.length;
  return [
    '',
    table([['seed', 'verdict', 'requests', 'failed', 'run'], ...rows]),
    sumUp(done.map(({ judgement }) => judgement)).sentence,
    ...(left > 0 ? [`${left} of ${asked} upgrades were not made.`] : []),
    `record   ${join(parent, 'repeat.json')}`,
    '',
  ].join('\n');
}

/** Any refusal wins over inconclusive, and that over a certificate. */
function worst(codes: readonly number[]): number {
  return [130, 1, 2].find((code) => codes.includes(code)) ?? 0;
}
