import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { flawConfiguration, flawNode } from './build-in.ts';
import type { Flaw } from './flaw.ts';

const trouble = (on?: readonly string[]): Flaw => ({
  ...{ unit: 'api', release: '2', trouble: { effect: { fail: 500 } } },
  ...(on ? { on } : {}),
});

async function flawed(name: string, ...flaws: readonly Flaw[]): Promise<{ read(file: string): string | undefined }> {
  const root = mkdtempSync(join(tmpdir(), 'unbroken-flaw-'));
  try {
    writeFileSync(join(root, 'tool'), 'sound');
    await flawNode({ name, root }, flaws);
    const files = ['tool', 'etc/trouble/api@2.json'].filter((file) => existsSync(join(root, file)));
    const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
    return { read: (file) => texts.get(file) };
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('trouble is where it shall be: on all nodes, or on those that are named', async () => {
  const file = 'etc/trouble/api@2.json';
  expect((await flawed('a', trouble())).read(file)).toContain('500');
  expect((await flawed('a', trouble(['a']))).read(file)).toContain('500');
  expect((await flawed('b', trouble(['a']))).read(file)).toBeUndefined();
  expect(JSON.parse((await flawed('a', trouble(), trouble(['a']))).read(file)!)).toHaveLength(2);
});

test('a command is run in the root of its node, and one that fails is no fault but an error', async () => {
  const spoil: Flaw = { node: 'a', run: 'echo spoilt > tool' };
  expect((await flawed('a', spoil)).read('tool')).toBe('spoilt\n');
  expect((await flawed('b', spoil)).read('tool')).toBe('sound');
  await expect(flawed('a', { node: 'a', run: 'false' })).rejects.toThrow();
});

test('a configuration without the text that a fault changes is refused', () => {
  const slow = { find: 'inter 1s', put: 'inter 9s' };
  expect(flawConfiguration('lb1', 'inter 1s\ninter 1s\n', [slow, trouble()])).toBe('inter 9s\ninter 9s\n');
  expect(flawConfiguration('lb1', 'inter 1s', [{ ...slow, on: ['lb2'] }])).toBe('inter 1s');
  expect(() => flawConfiguration('lb1', 'inter 1s', [{ find: 'maxconn', put: '' }])).toThrow('has no such text');
});
