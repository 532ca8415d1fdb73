import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import type { Judgement } from '../judge/index.ts';
import { type Outcome, Workplace } from './testing/index.ts';

/** Two real upgrades, the first of them looked at while it goes on. */

const SHORT = ['--baseline', '1', '--mixed', '1', '--settle', '1', '--seed', '4'];

let place: Workplace;
let parent: string;
let run: string;
let repeated: Outcome;
let followed: Outcome;

test.beforeAll(async () => {
  place = new Workplace();
  const running = place.start('certify', 'keystone', '--repeat', '2', ...SHORT);
  await running.says(/✓ .* 2\.1 /);
  const [name] = readdirSync(join(place.folder, 'runs')) as [string];
  parent = join(place.folder, 'runs', name);
  run = join(parent, readdirSync(parent).find((entry) => entry.endsWith('-keystone'))!);
  followed = await place.run('ledger', run, '--follow', '--ndjson', '--columns', 'sequence,server');
  repeated = await running.outcome;
});
test.afterAll(() => place[Symbol.dispose]());

const linesOf = ({ stdout }: Outcome) => stdout.split('\n').slice(0, -1);

test('two upgrades, each in a lab of its own with the next seed, and what they prove together', async () => {
  const record = JSON.parse(readFileSync(join(parent, 'repeat.json'), 'utf8'));
  const verdicts: Judgement[] = record.runs.map(({ run: name }: { run: string }) =>
    JSON.parse(readFileSync(join(parent, name, 'verdict.json'), 'utf8')),
  );
  expect(verdicts.map(({ upgrade }) => upgrade.seed)).toEqual([4, 5]);
  expect(new Set(verdicts.map(({ upgrade }) => upgrade.lab.id)).size).toBe(2);
  expect(record.sum.requests).toBe(verdicts[0]!.proof.ok + verdicts[1]!.proof.ok);
  // A busy machine makes runs inconclusive, never refused.
  expect(verdicts.map(({ verdict }) => verdict)).not.toContain('refused');
  expect(repeated.code).toBe(verdicts.every(({ verdict }) => verdict === 'certified') ? 0 : 2);
  expect(repeated.stdout).toContain(record.sum.sentence);
});

test('what was followed is all that was recorded, each request once', async () => {
  const all = linesOf(await place.run('ledger', run, '--ndjson', '--limit', '0', '--columns', 'sequence,server'));
  expect(all.length).toBeGreaterThan(200);
  expect(linesOf(followed).sort()).toEqual(all.sort());
  expect(followed).toMatchObject({
    code: 0,
    stderr: `sealed: ${all.length.toLocaleString('en-US')} requests were intended\n`,
  });
});

test('figures without filters, rows with them, and how many more there are', async () => {
  const { stdout } = await place.run('ledger', run);
  const total = linesOf(followed).length.toLocaleString('en-US');
  for (const text of [`${total} rows`, 'sealed: yes, 1 of 1 shards', 'gaps: none', 'damage: none', 'keystone3'])
    expect(stdout).toContain(text);
  const { by } = JSON.parse((await place.run('ledger', run, '--json')).stdout);
  const [fresh] = by.lane.filter(({ name }: { name: string }) => name === 'fresh');
  const rows = await place.run('ledger', run, '--lane', 'fresh', '--limit', '3');
  expect(linesOf(rows)).toHaveLength(4);
  expect(rows.stderr).toBe(`and ${(fresh.requests - 3).toLocaleString('en-US')} more; --limit 0 shows all\n`);
  const step = JSON.parse((await place.run('ledger', run, '--step', '1.2', '--json', '--limit', '0')).stdout);
  const { steps } = JSON.parse(readFileSync(join(run, 'verdict.json'), 'utf8'));
  expect(step.rows).toHaveLength(steps.find((one: { step: string }) => one.step === '1.2').intended);
  const near = await place.run('ledger', run, '--around', '100');
  expect(linesOf(near).filter((line) => line.endsWith('this'))).toEqual([expect.stringMatching(/^ +100 /)]);
});

test('exports hold what the ledger shows, and nothing is overwritten unasked', async () => {
  const file = join(place.folder, 'rows.parquet');
  const lines = linesOf(await place.run('export', run, '--parquet', file, '--ndjson', '-', '--server', 'keystone1'));
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
  expect(rows.map(({ sequence }) => sequence)).toEqual(lines.map((line) => JSON.parse(line).sequence));
  expect(rows.length).toBeGreaterThan(10);
  expect(JSON.parse(lines[0]!).wall).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z$/);
  const again = await place.run('export', run, '--parquet', file);
  expect(again).toMatchObject({ code: 64, stderr: expect.stringContaining('is there already') });
  expect((await place.run('export', run, '--parquet', file, '--force')).code).toBe(0);
  expect(readdirSync(place.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('the examples in the help run', async () => {
  for (const command of ['ledger', 'export']) {
    const { stdout } = await place.run(command, '--help');
    const lines = [...stdout.matchAll(/^ {2}unbroken (\w+ RUN.*?)(?: {2,}|$)/gm)].map(([, line]) => line!.split(' '));
    expect(lines.length).toBeGreaterThan(2);
    for (const args of lines) {
      const { code, stderr } = await place.run(...args.map((word) => (word === 'RUN' ? run : word)));
      expect(code, `${args.join(' ')}\n${stderr}`).toBe(0);
    }
  }
});

const MISTAKES: readonly (readonly [says: RegExp, ...args: string[]])[] = [
  [/unknown operation "x"; there are: discover, /, '--operation', 'x'],
  [/unknown lane "x"; there are: keep-alive, fresh/, '--lane', 'x'],
  [/unknown server "x"; there are: none, keystone/, '--server', 'x'],
  [/unknown step "9\.9"; there are: 1\.1, /, '--step', '9.9'],
  [/unknown column "x"; there are: sequence, /, '--columns', 'x'],
  [/there are: ok, failed, unknown, not-sent/, '--outcome', 'x'],
  [/there are: none, refused, /, '--class', 'x'],
  [/Expected a number, or two like 10\.\.20/, '--sequence', '9..3'],
  [/Expected a whole number/, '--session', '1,,2'],
  [/--from 3 is not before --to 2/, '--from', '3', '--to', '2'],
  [/has no request 999999; it holds 0 to /, '--around', '999999'],
];

test('what a user gets wrong is told with what there is', async () => {
  for (const [says, ...args] of MISTAKES) {
    const { code, stdout, stderr } = await place.run('ledger', run, ...args);
    expect(stderr).toMatch(says);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  }
});
