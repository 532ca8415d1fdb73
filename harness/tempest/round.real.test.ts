import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { type Lab, LabError } from '../../lab/index.ts';
import type { TempestOrder } from './order.ts';
import { type RoundEnd, runRound } from './round.ts';
import { roundScript } from './script.ts';
import type { TestResult } from './subunit/index.ts';
import { makeWorkspace, nameOf, type Workspace } from './testing/index.ts';

/** The real Tempest, with tests of ours, and a shell for a node. */

const TESTS = {
  passes: 'pass',
  fails: "self.assertEqual(1, 2, 'größer')",
  skips: "raise self.skipException('not in this lab')",
  waits: 'import time; time.sleep(600)',
};

let home = '';
let workspace: Workspace;
test.beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'tempest-'));
  workspace = makeWorkspace(home, TESTS);
});
test.afterAll(() => rmSync(home, { recursive: true }));

const node = {
  async run(command: string, { timeoutMs }: { timeoutMs: number }) {
    const child = spawn('sh', ['-c', command], { env: { PATH: process.env.PATH, HOME: home }, cwd: home });
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    const closed = once(child, 'close');
    const late = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => late.resolve('late'), timeoutMs);
    const first = await Promise.race([closed, late.promise]).finally(() => clearTimeout(timer));
    if (first === 'late') {
      child.kill('SIGKILL');
      throw new LabError('ssh-timeout', 'it took too long');
    }
    return { code: 0, signal: null, stderr: '', milliseconds: 1, stdout };
  },
};
const lab = { nodes: new Map([['n', node]]) } as unknown as Lab;

const order = (more: Partial<TempestOrder> = {}): TempestOrder => ({
  ...{ node: 'n', workspace: workspace.folder, command: workspace.command, concurrency: 2, limitSeconds: 60 },
  include: ['unbroken_probe'],
  exclude: [{ test: 'test_waits', why: 'it never ends' }],
  ...more,
});

let number = 0;
async function round(wanted: TempestOrder, signal = new AbortController().signal) {
  const results: TestResult[] = [];
  number += 1;
  const ticket = `tempest-${number}`;
  const reach = { lab, awaySeconds: 5, onLost: () => undefined };
  const onResult = (result: TestResult) => void results.push(result);
  const end: RoundEnd = await runRound({ reach, run: 'r', ticket, order: wanted, signal, onResult });
  return { end, results, stream: join(home, '.unbroken/r', ticket, 'results') };
}

const ofThisTest = (): string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`HOME=${home}\0`);
    } catch {
      return false;
    }
  });

test('each test is told with its outcome and why, as python-subunit reads the same stream', async () => {
  const { end, results, stream } = await round(order());
  expect(end).toEqual({ tests: 4 });
  const told = Object.fromEntries(
    results.map(({ test: name, outcome, why }) => [name.replace(/\[.*/, ''), { outcome, why }]),
  );
  expect(told).toEqual({
    [nameOf('passes')]: { outcome: 'passed', why: null },
    [nameOf('fails')]: {
      outcome: 'failed',
      why: expect.stringMatching(/Traceback[\s\S]*MismatchError: 1 != 2: größer$/),
    },
    [nameOf('skips')]: { outcome: 'skipped', why: 'not in this lab' },
    'setUpClass (unbroken_probe.tests.test_probe.BrokenTest)': {
      outcome: 'failed',
      why: expect.stringContaining('no such flavor'),
    },
  });
  const words = { passed: 'success', failed: 'fail', skipped: 'skip' };
  const theirs = asPythonReads(stream);
  const ends = theirs.filter(({ status }) => Object.values(words).includes(status));
  expect(results.map(({ test: name, outcome }) => [name, words[outcome]])).toEqual(
    ends.map(({ name, status }) => [name, status]),
  );
  for (const { name, at } of ends) {
    const begun = theirs.find((one) => one.name === name && one.status === 'inprogress')?.at ?? at;
    const { milliseconds } = results.find((result) => result.test === name)!;
    // A class that can't be set up has an end only, and is known since its traceback came.
    if (begun !== at) expect(milliseconds).toBeCloseTo(at - begun, 2);
  }
});

/** Debian's, for which Debian packages modules. */
const READER = `
import subunit, sys
class Told:
    def status(self, test_id=None, test_status=None, timestamp=None, **rest):
        if test_status: print(test_id, test_status, timestamp.timestamp() * 1000, sep='\\t')
subunit.ByteStreamToStreamResult(sys.stdin.buffer).run(Told())
`;

function asPythonReads(stream: string) {
  const said = execFileSync('/usr/bin/python3', ['-c', READER], { input: readFileSync(stream), encoding: 'utf8' });
  return said
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([name = '', status = '', at]) => ({ name, status, at: Number(at) }));
}

test('where no test can be run, it says what Tempest said', async () => {
  const empty = join(home, 'empty');
  mkdirSync(empty);
  expect((await round(order({ workspace: empty }))).end).toEqual({
    tests: 0,
    why: 'no test was run; it ended with 2: No .stestr.conf file was found for local execution',
  });
  expect((await round(order({ workspace: '/none' }))).end.why).toMatch(/no test was run; it ended with \d: .*\/none/);
  expect((await round(order({ include: ['no.such.test'] }))).end.why).toContain('no test was run');
});

test('what takes too long is ended, with all that it started; what is known by then is told', async () => {
  const { end, results } = await round(
    order({ include: ['test_passes', 'test_waits'], exclude: [], limitSeconds: 12 }),
  );
  expect(results.map(({ test: name }) => name)).toEqual([expect.stringContaining('test_passes')]);
  expect(end.why).toMatch(/did not end within 12 s and was ended; without an end: .*test_waits/);
  expect(ofThisTest()).toEqual([]);
});

test('an interruption ends it', async () => {
  const ending = new AbortController();
  const running = round(order({ include: ['test_waits'], exclude: [] }), ending.signal);
  while (!existsSync(join(home, '.unbroken/r', `tempest-${number}`, 'results'))) await pause(20);
  ending.abort();
  expect((await running).end.why).toContain('it was ended before its time');
  expect(ofThisTest()).toEqual([]);
});

test('it ends by itself when nobody asks for its results any more', async () => {
  const folder = join(home, 'lease');
  mkdirSync(folder);
  const script = roundScript(`'${folder}'`, order({ include: ['test_waits'], exclude: [] }), 2);
  const { stdout } = spawnSync('setsid', ['sh', '-c', script], {
    env: { PATH: process.env.PATH, HOME: home },
    encoding: 'utf8',
  });
  expect(stdout).toContain('nobody asks for results any more');
  expect(ofThisTest()).toEqual([]);
});
