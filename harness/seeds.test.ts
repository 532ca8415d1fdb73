import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { Profile } from '../traffic/index.ts';
import { readDocument } from './documents/index.ts';
import { Scenario } from './plan/index.ts';

/** docs/seeds.md names places in this repository. They must be there. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(join(ROOT, 'docs/seeds.md'), 'utf8');

interface Row {
  readonly says: string;
  readonly references: readonly string[];
  readonly where: string;
}

/** Rows of the tables that have a column "Where". */
const rows: Row[] = text
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\|(-|\s*The document says|\s*Document)/.test(line))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
  .filter((cells) => cells.length === 5)
  .map(([, says = '', where = '']) => ({
    says,
    where,
    references: [...where.matchAll(/`([^`]+)`/g)].map((match) => match[1]!),
  }));

const references = [...new Set(rows.flatMap((row) => row.references))];

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** Titles of checks. What a file puts in from a constant of its own is put in; what a loop puts in may be anything. */
function checkTitles(): RegExp[] {
  return sources('harness/checks/suites').flatMap((source) => {
    const constants = new Map(
      [...source.matchAll(/^const (\w+) = '([^']+)';/gm)].map(([, name, value]) => [name, value]),
    );
    const titles = [...source.matchAll(/\btest(?:\.describe)?\(\s*(['`])(.+?)\1/g)].map((match) => match[2]!);
    return titles.map((title) => {
      const known = title.replaceAll(/\$\{(\w+)\}/g, (whole, name) => constants.get(name) ?? whole);
      const parts = known.split(/\$\{[^}]+\}/).map((part) => RegExp.escape(part));
      return new RegExp(`^${parts.join('.+')}$`);
    });
  });
}

/** What stands after `.command(` or `new Command(`, in the files of the command line. */
function isCommand(words: readonly string[]): boolean {
  const [command = '', second = ''] = words;
  const all = sources('harness/cli').filter((source) => source.includes(`new Command('${command}')`));
  return command === 'lab' ? all.some((source) => source.includes(`.command('${second}')`)) : all.length > 0;
}

function hasStep(file: string, place: string): boolean {
  const [stageName = '', step = ''] = place.split('/');
  const [kind = '', subject] = step.split(' ');
  const { stages } = readDocument(join(ROOT, file), Scenario);
  return stages.some((stage) => {
    const [form, steps] =
      'once' in stage ? ['once', stage.once] : 'roll' in stage ? ['roll', stage.roll] : ['together', stage.together];
    if (stageName !== (stage.title ?? form)) return false;
    return (steps as Record<string, unknown>[]).some(
      (one) => kind in one && (subject === undefined || [one[kind]].flat().includes(subject)),
    );
  });
}

function hasTraffic(file: string, name: string): boolean {
  const { operations, cycles, companions } = readDocument(join(ROOT, file), Profile);
  return name in operations || name in cycles || name in companions;
}

const titles = checkTitles();

function exists(reference: string): boolean {
  if (reference.startsWith('check: ')) return titles.some((title) => title.test(reference.slice('check: '.length)));
  if (reference.startsWith('unbroken ')) return isCommand(reference.split(' ').slice(1));
  const [file = '', place] = reference.split('#');
  if (!existsSync(join(ROOT, file))) return false;
  if (place === undefined) return true;
  return file.endsWith('/traffic.yaml') ? hasTraffic(file, place) : hasStep(file, place);
}

test('every place that is named exists', () => {
  expect(references.length).toBeGreaterThan(100);
  expect(references.filter((reference) => !exists(reference))).toEqual([]);
});

test('what does not exist is found out', () => {
  for (const missing of [
    'check: tempest.no.such_test',
    'unbroken fly',
    'unbroken lab sink',
    'harness/steps/fly.ts',
    'scenarios/keystone/scenario.yaml#roll/fly',
    'scenarios/keystone/scenario.yaml#roll/drain nova-api',
    'scenarios/keystone/scenario.yaml#landing/drain',
    'scenarios/keystone/traffic.yaml#fly',
  ])
    expect(exists(missing), missing).toBe(false);
});

test('a row without a place says why', () => {
  const without = rows.filter((row) => row.references.length === 0).map(({ where }) => where);
  expect(without.filter((where) => !['(not yet)', '(nothing)'].includes(where))).toEqual([]);
});

test('every kind of step that a procedure uses is named, and every scenario', () => {
  for (const name of readdirSync(join(ROOT, 'scenarios'))) expect(text).toContain(`scenarios/${name}/`);
  const used = readdirSync(join(ROOT, 'scenarios')).flatMap((name) => {
    const { stages = [] } = parse(readFileSync(join(ROOT, 'scenarios', name, 'scenario.yaml'), 'utf8')) as {
      stages?: Record<string, unknown>[];
    };
    return stages.flatMap((stage) => [stage.roll ?? stage.together ?? []].flat().map((step) => Object.keys(step)[0]!));
  });
  // "ready" is ours: the documents start a service and go on.
  for (const kind of new Set(used)) if (kind !== 'ready') expect(text).toMatch(new RegExp(`#[^\`]*/${kind}[ \`]`));
});
