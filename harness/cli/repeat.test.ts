import { mkdtempDisposableSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Judgement, judge } from '../judge/index.ts';
import { type SampleKind, sampleEvidence } from '../judge/testing/index.ts';
import { RunFolder } from '../run/index.ts';
import { type Once, refuseToRepeat, repeat } from './repeat.ts';

/** Upgrades are not made here: what is tested is what becomes of their judgements. */
const judgements = new Map<SampleKind, Judgement>();
const judged = (kind: SampleKind): Judgement => {
  const judgement = judgements.get(kind) ?? judge(sampleEvidence(kind));
  judgements.set(kind, judgement);
  return judgement;
};

async function repeated(kinds: readonly (SampleKind | Error)[], { times = kinds.length, json = false } = {}) {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'repeat-'));
  const interrupt = new AbortController();
  const seeds: number[] = [];
  const once: Once = async ({ seed, runs }) => {
    const kind = kinds[seeds.length]!;
    seeds.push(seed);
    if (kind instanceof Error) throw kind;
    if (kind === 'interrupted') interrupt.abort();
    return { folder: RunFolder.create(runs, new Date(0), 'keystone'), judgement: judged(kind) };
  };
  let said = '';
  const say = (text: string): void => {
    said += text;
  };
  const given = { ...{ scenario: 'keystone', times, seed: 7, runs: folder.path }, startedAt: new Date(0), json, say };
  const code = await repeat({ ...given, signal: interrupt.signal }, once).catch((error: Error) => error.message);
  const [parent] = readdirSync(folder.path) as [string];
  const text = readFileSync(join(folder.path, parent, 'repeat.json'), 'utf8');
  return { code, seeds, said, text, record: JSON.parse(text), inside: readdirSync(join(folder.path, parent)) };
}

test('each upgrade has the next seed and a folder of its own, under one parent with the sum', async () => {
  const { code, seeds, record, inside } = await repeated(['certified', 'certified', 'certified']);
  expect(code).toBe(0);
  expect(seeds).toEqual([7, 8, 9]);
  expect(record).toMatchObject({ format: 1, scenario: 'keystone', asked: 3 });
  expect(record.runs.map((run: { seed: number; verdict: string }) => [run.seed, run.verdict])).toEqual([
    [7, 'certified'],
    [8, 'certified'],
    [9, 'certified'],
  ]);
  expect(inside.sort()).toEqual([...record.runs.map(({ run }: { run: string }) => run), 'repeat.json']);
  expect(record.sum.requests).toBe(3 * judged('certified').proof.ok);
  expect(record.sum.errorBound).toBeLessThan(judged('certified').proof.errorBound);
});

test('with --json the record is what is said', async () => {
  const { said, text } = await repeated(['certified'], { json: true });
  expect(said).toBe(text);
});

test('the worst verdict is the exit code: refused before inconclusive before certified', async () => {
  expect((await repeated(['certified', 'inconclusive'])).code).toBe(2);
  expect((await repeated(['inconclusive', 'refused-errors', 'certified'])).code).toBe(1);
});

test('an interruption ends it with what is there', async () => {
  const { code, seeds, said, record } = await repeated(['certified', 'interrupted'], { times: 5 });
  expect(code).toBe(130);
  expect(seeds).toEqual([7, 8]);
  expect(record).toMatchObject({ asked: 5, runs: [{ ended: 'completed' }, { ended: 'interrupted' }] });
  expect(said).toMatch(/^7 +certified +5641 +0 /m);
  expect(said).toContain('3 of 5 upgrades were not made.');
});

test('what goes wrong with one ends it, and what was proved before stays', async () => {
  const { code, record } = await repeated(['certified', new Error('no address left')], { times: 3 });
  expect(code).toBe('no address left');
  expect(record.runs).toHaveLength(1);
});

test('a lab that stands, a lab that is kept and one file for all are refused', () => {
  for (const options of [{ lab: 'a1' }, { keepLab: true }, { junit: 'out.xml' }])
    expect(() => refuseToRepeat(options)).toThrow(expect.objectContaining({ name: 'UsageError' }));
  // Of these each upgrade gets one of its own.
  for (const options of [{}, { lab: 'docker' }, { lab: 'openstack' }])
    expect(() => refuseToRepeat(options)).not.toThrow();
});
