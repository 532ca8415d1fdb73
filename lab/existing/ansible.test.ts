import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated, within } from '../testing/index.ts';
import { hostsIn, readInventory } from './read-inventory.ts';

const LISTING = JSON.stringify({
  _meta: {
    hostvars: {
      ctl: { ansible_host: '10.0.0.1', ansible_port: '2222', ansible_user: 'ops', ansible_become: true, secret: 'x' },
      old: { ansible_ssh_host: '10.0.0.2', ansible_ssh_user: 'root', ansible_private_key_file: '/key' },
      odd: { ansible_host: '{{ fact }}', ansible_port: '{{ port }}', ansible_user: { __ansible_vault: '$ANSIBLE' } },
      raw: { ansible_host: { __ansible_unsafe: '10.0.0.4' } },
    },
  },
  all: { children: ['ungrouped', 'control', 'ring'] },
  control: { children: ['deep'] },
  deep: { hosts: ['ctl', 'bare'] },
  ring: { children: ['ring', 'control'] },
});
const host = (name: string) => hostsIn(LISTING, 'x').find((one) => one.name === name);

test('connection variables, in their present and their former names; groups with the hosts of their children', () => {
  expect(host('ctl')).toMatchObject({ host: '10.0.0.1', port: 2222, user: 'ops', become: true });
  expect(host('ctl')?.groups).toEqual(['all', 'control', 'deep', 'ring']);
  expect(host('old')).toMatchObject({
    host: '10.0.0.2',
    user: 'root',
    identityFile: '/key',
    become: false,
    groups: [],
  });
  expect(host('raw')).toMatchObject({ host: '10.0.0.4' });
  expect(host('bare')?.groups).toContain('deep');
});

test('what only a play would know is not said', () => {
  expect(host('odd')).toMatchObject({ host: undefined, port: undefined, user: undefined });
});

for (const [args, jump] of [
  ['-o ProxyJump=jump@gate:2200', 'jump@gate:2200'],
  ['-J gate,inner -o Foo=bar', 'gate,inner'],
  ['-o ProxyCommand="ssh -W %h:%p -q -p 2200 ops@gate"', 'ops@gate:2200'],
  ["-o ProxyCommand='ssh -l ops -i /key gate -W %h:%p'", 'ops@gate'],
  ['-o ProxyCommand="nc -X connect gate 22"', undefined],
  ['-C -o ControlPersist=60s', undefined],
] as const)
  test(`the way there by ${args}`, () => {
    const listing = { _meta: { hostvars: { a: { ansible_ssh_common_args: args } } } };
    expect(hostsIn(JSON.stringify(listing), 'x')[0]?.jump).toBe(jump);
  });

test('whatever a listing holds, it is hosts, or told what is wrong with it', () => {
  const read = (text: string) => {
    try {
      for (const one of hostsIn(text, 'x')) expect(typeof one.name).toBe('string');
    } catch (error) {
      expect(error).toMatchObject({ code: 'inventory-failed' });
    }
  };
  fc.assert(fc.property(fc.oneof(mutated(LISTING), fc.json(), fc.string()), read), { numRuns: 500 });
  // Each group within the next two: as many ways down as would never be walked.
  const groups = Object.fromEntries(
    Array.from({ length: 200 }, (_, n) => [`g${n}`, { children: [`g${n + 1}`, `g${n + 2}`], hosts: [`h${n}`] }]),
  );
  within(() => expect(hostsIn(JSON.stringify(groups), 'x')).toHaveLength(200));
  within(() =>
    read(JSON.stringify({ _meta: { hostvars: { a: { ansible_ssh_common_args: '-W '.repeat(300_000) } } } })),
  );
});

test('a listing is read without Ansible; what is none, and is not there, is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'inventory-'));
  const file = join(folder, 'listing.json');
  writeFileSync(file, LISTING);
  chmodSync(file, 0o644);
  expect((await readInventory(file)).map(({ name }) => name)).toContain('ctl');
  await expect(readInventory(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'inventory-failed' });
  rmSync(folder, { recursive: true });
});
