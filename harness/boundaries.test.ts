import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Imports point one way. What stands on the left may use what stands on the right, through its index.ts. */
const MAY_USE: Record<string, readonly string[]> = {
  bin: ['harness/bench', 'harness/cli', 'reports'],
  reports: ['harness/judge', 'harness/journal', 'harness/live', 'harness/nightly', 'harness/plan', 'traffic/ledger'],
  'harness/cli': ['harness', 'lab', 'traffic'],
  'harness/bench': ['harness/journal', 'harness/judge', 'harness/run', 'lab/haproxy', 'traffic', 'traffic/ledger'],
  'harness/run': [
    'harness/access',
    'harness/address',
    'harness/calls',
    'harness/companions',
    'harness/cycles',
    'harness/direct',
    'harness/formats',
    'harness/inventory',
    'harness/journal',
    'harness/judge',
    'harness/lock',
    'harness/manifest',
    'harness/plan',
    'harness/secrets',
    'harness/steps',
    'harness/strategy',
    'harness/tempest',
    'lab',
    'traffic',
    'traffic/ledger',
  ],
  'harness/nightly': ['harness/formats', 'harness/judge', 'lab'],
  'harness/plan': ['harness/steps', 'harness/journal', 'lab', 'traffic'],
  'harness/scenarios': ['harness/documents', 'harness/plan', 'traffic'],
  'harness/selftest': ['harness/journal', 'harness/judge', 'harness/plan', 'harness/scenarios', 'lab', 'traffic'],
  'harness/steps': [
    'harness/calls',
    'harness/checks/run',
    'harness/journal',
    'harness/strategy',
    'harness/tempest',
    'harness/watch',
    'lab',
    'traffic',
    'traffic/ledger',
  ],
  'harness/tempest': ['harness/journal', 'harness/strategy'],
  'harness/watch': ['harness/journal'],
  'harness/strategy': ['harness/journal', 'harness/secrets', 'lab'],
  'harness/access': ['lab', 'traffic'],
  'harness/address': ['harness/journal', 'lab'],
  'harness/judge': ['harness/access', 'harness/journal', 'harness/plan', 'traffic/ledger'],
  'harness/checks/run': ['harness/checks', 'lab'],
  'harness/checks': ['harness/calls', 'lab'],
  'harness/companions': ['harness/calls', 'harness/cycles', 'harness/journal', 'lab', 'traffic'],
  'harness/cycles': ['harness/calls', 'harness/journal', 'lab', 'traffic'],
  'harness/direct': ['harness/calls', 'harness/journal', 'lab', 'traffic', 'traffic/ledger'],
  'harness/rows': ['traffic/ledger'],
  'harness/export': ['harness/rows', 'traffic/ledger'],
  'harness/calls': ['lab', 'traffic', 'traffic/ledger'],
  'harness/doctor': ['harness/calls', 'harness/strategy', 'lab'],
  'harness/inventory': ['lab'],
  'harness/formats': [],
  'harness/journal': ['harness/formats'],
  'harness/live': ['harness/journal', 'harness/judge', 'harness/plan', 'traffic/ledger'],
  'harness/lock': ['lab'],
  'harness/manifest': ['harness/formats'],
  'harness/documents': [],
  'harness/secrets': [],
  traffic: [],
  lab: [],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

function imports(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^;]*?from '(\.[^']+)'/gm)].map((match) => ({
    from: file,
    to: relative(ROOT, resolve(ROOT, dirname(file), match[1] ?? '')),
  }));
}

/** The most specific part that a file belongs to. */
function partOf(file: string): string {
  const parts = Object.keys(MAY_USE).filter((part) => file.startsWith(`${part}/`));
  return parts.sort((a, b) => b.length - a.length)[0] ?? dirname(file);
}

const all = ['bin', 'harness', 'lab', 'reports', 'traffic'].flatMap(sources).flatMap(imports);

test('a part uses only what stands below it', () => {
  expect(all.length).toBeGreaterThan(100);
  const wrong = all.filter(({ from, to }) => {
    if (from.endsWith('.test.ts') || from.includes('/testing/') || to.includes('/testing/')) return false;
    const [user, used] = [partOf(from), partOf(to)];
    // harness/error.ts and its like lie beside the parts, for all of them.
    if (user === used || used === 'harness') return false;
    return !MAY_USE[user]?.some(
      (allowed) => used === allowed || used.startsWith(`${allowed}/`) || to.startsWith(`${allowed}/index.ts`),
    );
  });
  expect(wrong).toEqual([]);
});

test('a folder is entered through its index.ts only', () => {
  const wrong = all.filter(({ from, to }) => {
    const [home, target] = [dirname(from), dirname(to)];
    const inside = home === target || home.startsWith(`${target}/`);
    return !inside && !to.endsWith('/index.ts');
  });
  expect(wrong).toEqual([]);
});

test('no file leads back to itself', () => {
  const next = new Map<string, string[]>();
  for (const { from, to } of all) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const target of next.get(file) ?? []) {
      const ring = walk(target, [...path, file]);
      if (ring) return ring;
    }
    done.add(file);
    return undefined;
  };
  for (const file of next.keys()) expect(walk(file, []), `a ring of imports from ${file}`).toBeUndefined();
});
