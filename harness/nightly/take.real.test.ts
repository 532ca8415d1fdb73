import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { complaintIn } from './left.ts';
import { type Taking, take } from './take.ts';

/** A job that says so when it is asked to end, and puts something back first. */
const CAREFUL = `trap 'echo put back; exit 130' INT; echo begun; while :; do sleep 0.05; done`;
/** One that does not hear. */
const DEAF = `trap '' INT; echo begun; while :; do sleep 0.05; done`;

async function taken(script: string, how: Partial<Taking> = {}) {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'take-'));
  const output = join(folder.path, 'output.txt');
  const forever = { limitMs: 60_000, graceMs: 60_000, signal: new AbortController().signal, began: () => undefined };
  const result = await take(['sh', '-c', script], { output, ...forever, ...how });
  return { ...result, said: readFileSync(output, 'utf8'), complaint: complaintIn(output) };
}

test('what it says and how it ends is kept, and nothing of this job’s page is handed on', async () => {
  process.env.GITHUB_STEP_SUMMARY = '/not/to/be/written';
  const result = await taken('echo out; echo "unbroken: no such lab" >&2; echo "[$GITHUB_STEP_SUMMARY]"; exit 64');
  delete process.env.GITHUB_STEP_SUMMARY;
  expect(result).toMatchObject({ state: 'ended', code: 64, complaint: 'no such lab' });
  expect(result.said).toBe('out\nunbroken: no such lab\n[]\n');
});

test('at its limit it is asked to end, and puts back what it changed', async () => {
  expect(await taken(CAREFUL, { limitMs: 500 })).toMatchObject({
    state: 'timed-out',
    code: 130,
    said: 'begun\nput back\n',
  });
});

test('interrupted likewise, as soon as it has begun', async () => {
  const asked = new AbortController();
  const began = () => asked.abort();
  expect(await taken(`${CAREFUL}`, { signal: asked.signal, began })).toMatchObject({ state: 'interrupted' });
});

test('one that does not end is killed after the time for putting back', async () => {
  const result = await taken(DEAF, { limitMs: 500, graceMs: 300 });
  expect(result).toMatchObject({ state: 'timed-out', code: null, said: 'begun\n' });
});
