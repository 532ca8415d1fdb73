import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Workplace } from './testing/index.ts';

/** What a user gets wrong: one clear message, exit code 64, nothing touched, no stack trace. */

const mistakes: { name: string; args: string[]; files?: Record<string, string>; says: RegExp }[] = [
  {
    name: 'unknown scenario',
    args: ['certify', 'keystnoe'],
    says: /unknown scenario "keystnoe"; there are: .*keystone/,
  },
  { name: 'unknown command', args: ['certifi'], says: /unknown command 'certifi'/ },
  {
    name: 'unknown order',
    args: ['plan', 'keystone', '--order', 'random'],
    says: /Allowed choices are rolling, crossover/,
  },
  {
    name: 'a rate that is none',
    args: ['plan', 'keystone', '--rate', 'fast'],
    says: /Expected a number greater than 0/,
  },
  { name: 'unknown kind to skip', args: ['plan', 'keystone', '--skip', 'drian'], says: /Allowed choices are .*drain/ },
  {
    name: 'broken YAML',
    args: ['certify', './mine.yaml'],
    files: { 'mine.yaml': 'scenario: [\n' },
    says: /mine\.yaml:\d+:\d+: not YAML/,
  },
  {
    name: 'a wrong value',
    args: ['plan', './mine.yaml'],
    files: { 'mine.yaml': 'scenario: mine\ntitle: 12\n' },
    says: /mine\.yaml:2:8: title: expected string, received number/,
  },
  { name: 'a run folder that is none', args: ['judge', '.'], says: /expected a run folder with plan\.json/ },
  {
    name: 'a run folder that is damaged',
    args: ['judge', 'run'],
    files: { 'run/plan.json': '{' },
    says: /plan\.json/,
  },
  { name: 'unknown lab', args: ['certify', 'keystone', '--lab', 'nosuch'], says: /no lab "?nosuch/ },
  { name: 'unknown format', args: ['schema', 'verdikt'], says: /there are: verdict, plan/ },
  { name: 'no lab named', args: ['lab', 'down'], says: /which lab\? name it, or use --all/ },
];

for (const { name, args, files, says } of mistakes)
  test(`${name}: one clear message`, async () => {
    using place = new Workplace();
    for (const [file, text] of Object.entries(files ?? {})) {
      mkdirSync(join(place.folder, file, '..'), { recursive: true });
      writeFileSync(join(place.folder, file), text);
    }
    const { code, stdout, stderr } = await place.run(...args);
    expect(stderr).toMatch(says);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
    expect(code).toBe(64);
  });

test('a front-end port in use: said, and no lab stays', async () => {
  using place = new Workplace();
  const squatter = createServer().listen(0, '0.0.0.0');
  await new Promise((resolve) => squatter.once('listening', resolve));
  try {
    const { port } = squatter.address() as { port: number };
    const { code, stderr } = await place.run('certify', 'keystone', '--port', `${port}`);
    expect(stderr).toContain(`${port}`);
    expect(stderr).toMatch(/in use/);
    expect(code).toBe(64);
    const id = /^lab (\w+):/m.exec(stderr)?.[1];
    expect((await place.run('lab', 'status')).stdout).not.toContain(id);
  } finally {
    squatter.close();
  }
});

test('without HAProxy: what is missing, exit code 64, and no lab is begun', async () => {
  using place = new Workplace();
  const { code, stderr } = await place.runWith({ UNBROKEN_HAPROXY: '/nowhere/haproxy' }, 'certify', 'keystone');
  expect(stderr).toContain('No HAProxy at /nowhere/haproxy');
  expect(code).toBe(64);
});

test('the same plan for the same seed, 50 times, as the command prints it', async () => {
  using place = new Workplace();
  const first = await place.run('plan', 'keystone', '--json', '--seed', '3');
  expect(JSON.parse(first.stdout).stages.length).toBeGreaterThan(3);
  for (let batch = 0; batch < 7; batch++)
    for (const { stdout } of await Promise.all(
      Array.from({ length: 7 }, () => place.run('plan', 'keystone', '--json', '--seed', '3')),
    ))
      expect(stdout).toBe(first.stdout);
});

test('help ends in examples, each of which is a command that exists', async () => {
  using place = new Workplace();
  const { stdout, code } = await place.run('--help');
  expect(code).toBe(0);
  const examples = [...stdout.matchAll(/^ {2}unbroken (\S+)/gm)].map(([, command]) => command!);
  expect(examples.length).toBeGreaterThan(5);
  for (const command of examples) expect((await place.run(command, '--help')).code).toBe(0);
});
