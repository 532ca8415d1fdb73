import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import fc from 'fast-check';
import { LabError } from '../../lab/index.ts';
import { mutated, within } from '../../lab/testing/index.ts';
import { TrafficError } from '../../traffic/index.ts';
import { UsageError } from '../error.ts';
import { judge } from '../judge/index.ts';
import { CLEAN, evidenceOf } from '../judge/testing/index.ts';
import { seal, verify } from '../manifest/index.ts';
import { RunFolder } from '../run/index.ts';
import { loadScenario } from '../scenarios/index.ts';
import { findStamp, storeStamp } from '../selftest/index.ts';
import { nonNegative, port, positive, timesOver, whole } from './options.ts';
import { judgementIn } from './past-runs.ts';
import { recorderOf } from './recorder.ts';
import { addRowOptions } from './row-options.ts';
import { readStoredRun } from './stored.ts';

/** What lies in a run folder, and what is written on a command line, with something wrong in it. */

const { scenario, profile } = loadScenario('keystone');
const judgement = JSON.stringify(judge(evidenceOf(CLEAN)));
const stamp = {
  format: 1,
  build: 'b',
  haproxy: '2.6',
  configuration: 'c',
  suite: 'full',
  faults: 40,
  at: 'now',
} as const;
const REAL: Record<string, string> = {
  'plan.json': JSON.stringify(CLEAN.plan),
  'scenario.json': JSON.stringify({ scenario, profile }),
  'journal.ndjson': CLEAN.journal
    .slice(0, 40)
    .map((event) => `${JSON.stringify(event)}\n`)
    .join(''),
  'verdict.json': judgement,
};

function complains(read: () => unknown): void {
  try {
    within(read);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof LabError || error instanceof TrafficError)) throw error;
  }
}

/** Everything that a later command reads of a run, the one file being what it is. */
function readAll(file: string, text: string, sealed: boolean): void {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'run-fuzz-'));
  for (const [name, content] of Object.entries(REAL)) writeFileSync(join(folder.path, name), content);
  if (sealed) seal(folder.path);
  writeFileSync(join(folder.path, file), text);
  const run = new RunFolder(folder.path);
  if (sealed) within(() => verify(folder.path));
  complains(() => readStoredRun(run));
  complains(() => run.plan());
  complains(() => judgementIn(folder.path));
  within(() => recorderOf(run));
}

for (const [file, real] of Object.entries({
  ...REAL,
  'manifest.json': '{"format":1,"files":{"plan.json":"00"}}',
  'journal.chain': '00\n01\n',
}))
  test(`${file} of a run: told what is wrong with it, or read`, () => {
    test.setTimeout(120_000);
    fc.assert(
      fc.property(
        fc.oneof({ weight: 4, arbitrary: mutated(real) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }),
        fc.boolean(),
        (text, sealed) => readAll(file, text, sealed),
      ),
      { numRuns: 15 },
    );
    for (const piece of ['[', '{"a":', '"', '\n']) readAll(file, piece.repeat(20_000), false);
  });

test('a stamp that cannot be read says of no suite that it has passed', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'stamp-fuzz-'));
  storeStamp(stamp, folder.path);
  const file = join(folder.path, 'b-2.6-c-full.json');
  expect(findStamp(stamp, folder.path)).toEqual(stamp);
  fc.assert(
    fc.property(fc.oneof(mutated(JSON.stringify(stamp)), fc.string({ unit: 'binary' })), (text) => {
      writeFileSync(file, text);
      const found = findStamp(stamp, folder.path);
      if (found) expect(found.format).toBe(1);
    }),
  );
});

const words = fc.oneof(fc.string({ unit: 'binary' }), mutated('10..20'), mutated('1,2,3'), fc.double().map(String));

test('a number on a command line is one, or what was expected is told', () => {
  fc.assert(
    fc.property(fc.constantFrom(whole, timesOver, port, positive, nonNegative), words, (parse, text) => {
      try {
        expect(parse(text)).toBeGreaterThanOrEqual(0);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidArgumentError);
      }
    }),
    { numRuns: 1000 },
  );
});

test('filters of rows are understood, or what was expected is told', () => {
  const names = ['--outcome', '--class', '--session', '--connection', '--sequence', '--from', '--to', '--version'];
  fc.assert(
    fc.property(fc.constantFrom(...names), words, (option, text) => {
      const command = addRowOptions(new Command())
        .exitOverride()
        .configureOutput({ writeErr: () => undefined });
      try {
        command.parse([`${option}=${text}`], { from: 'user' });
      } catch (error) {
        expect(error).toBeInstanceOf(CommanderError);
      }
    }),
    { numRuns: 300 },
  );
});
