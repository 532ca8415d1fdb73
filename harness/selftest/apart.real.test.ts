import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { isApart, whyNotApart } from './apart.ts';
import { byName } from './names.ts';

const url = (file: string) => new URL(file, import.meta.url).href;

/** Knows the front end of a lab by name, forgets the name for a while, and says what the name meant in between. */
const program = `
  const { goApart, isApart } = await import('${url('apart.ts')}');
  if (!isApart()) goApart();
  const { byName, loseName } = await import('${url('names.ts')}');
  const { lookup } = await import('node:dns/promises');
  const { setTimeout: pause } = await import('node:timers/promises');
  const services = { api: { frontend: { url: 'http://127.77.9.1:80' } }, agent: {} };
  const named = byName({ description: { services } }).description.services.api.frontend.url;
  const meant = () => lookup(new URL(named).hostname).then(({ address }) => address, () => 'nothing');
  const before = await meant();
  loseName(200);
  const lost = await meant();
  while ((await meant()) === 'nothing') await pause(10);
  console.log(JSON.stringify({ named, before, lost, after: await meant() }));`;

const run = promisify(execFile);
const inAProcess = () => run(process.execPath, ['--input-type=module', '-e', program]);

test('what becomes of names apart happens to nobody else', async () => {
  const table = readFileSync('/etc/hosts', 'utf8');
  const why = whyNotApart();
  if (why !== undefined) await expect(inAProcess()).rejects.toThrow(`this fault cannot be planted here: ${why}`);
  else
    expect(JSON.parse((await inAProcess()).stdout)).toEqual({
      ...{ named: 'http://lab.unbroken.test:80', before: '127.77.9.1', lost: 'nothing', after: '127.77.9.1' },
    });
  expect(readFileSync('/etc/hosts', 'utf8')).toBe(table);
});

test('here the names are everybody’s, whatever the environment says', () => {
  process.env.UNBROKEN_APART = 'mnt:[1]';
  try {
    expect(isApart()).toBe(false);
    const services = { api: { frontend: { url: 'http://127.77.9.1:80' } } };
    expect(() => byName({ description: { services } } as unknown as Parameters<typeof byName>[0])).toThrow(
      'is left alone',
    );
  } finally {
    delete process.env.UNBROKEN_APART;
  }
});
