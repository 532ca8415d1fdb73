import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { JOBS } from '../nightly/index.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { commandLine } from './main.ts';
import type { Renderers } from './outputs.ts';
import { shellCommands } from './testing/index.ts';

/** What the pages about CI and formats promise: that their commands are commands, and their exit codes those of the program. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const FILES = ['docs/formats.md', ...readdirSync(join(ROOT, 'docs/ci')).map((name) => `docs/ci/${name}`)];
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** What is wrong with a command line, in the words of the program. It is read, never run. */
function fault(words: readonly string[]): string | undefined {
  const [name = '', ...rest] = words;
  const command = commandLine(words, {} as Renderers, () => undefined).commands.find((each) => each.name() === name);
  if (!command) return `no command ${name}`;
  try {
    const { operands, unknown } = command.configureOutput({ writeErr: () => undefined }).parseOptions(rest);
    const most = command.registeredArguments.length;
    const least = command.registeredArguments.filter(({ required }) => required).length;
    if (unknown.length > 0) return `${name}: unknown ${unknown.join(' ')}`;
    return operands.length < least || operands.length > most ? `${name}: ${operands.length} arguments` : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** One says only which playbooks have the commands. */
const JOB = 'docs/ci/zuul.yaml';

for (const file of FILES.filter((name) => name !== JOB))
  test(`${file}: every command in it is one, with options that it has`, () => {
    const commands = shellCommands(file, read(file));
    for (const [program, ...words] of commands) {
      const line = [program, ...words].join(' ');
      if (program === 'unbroken') expect(fault(words), line).toBeUndefined();
      if (program === 'npm' && words[0] === 'run') expect(Object.keys(scripts), line).toContain(words[1]);
      if (program === 'node') expect(read(words[0]!), line).toContain(words[1] ?? '');
    }
    expect(commands.map(([program]) => program)).toContain('unbroken');
  });

for (const file of FILES.filter((name) => /\.ya?ml$/.test(name)))
  test(`${file}: is YAML`, () => expect(typeof parse(read(file), { strict: true, uniqueKeys: true })).toBe('object'));

test(`${JOB}: the playbooks that it runs are here`, () => {
  const played = FILES.map((name) => /^# (playbooks\/\S+):/.exec(read(name))?.[1]).filter((name) => name !== undefined);
  const named = [...read(JOB).matchAll(/\b(?:pre-|post-)?run: (\S+)/g)].map(([, name]) => name);
  expect(played.toSorted()).toEqual(named.toSorted());
});

test('the jobs of a night are commands, with options that they have', () => {
  for (const { name, command } of JOBS) expect(fault(command), name).toBeUndefined();
});

test('what is wrong with a command would be seen', () => {
  expect(fault(['certify', 'keystone', '--yes'])).toBeUndefined();
  expect(fault(['certifi', 'keystone'])).toContain('no command');
  expect(fault(['certify', 'keystone', '--junits', 'x'])).toContain('--junits');
  expect(fault(['certify', 'keystone', '--rate', 'fast'])).toContain('greater than 0');
  expect(fault(['certify'])).toContain('0 arguments');
});

const codesIn = (path: string): number[] => [...read(path).matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code));

for (const page of ['README.md', 'docs/ci/README.md'])
  test(`${page}: the exit codes are those of the program`, () => {
    expect(codesIn(page)).toEqual(Object.keys(EXIT_CODES).map(Number));
    for (const [code, meaning] of Object.entries(EXIT_CODES))
      expect(read(page).toLowerCase()).toContain(`| ${code} | ${meaning.toLowerCase()}`);
  });
