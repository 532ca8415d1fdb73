import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

interface Entry {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock: { packages: Record<string, Entry> } = JSON.parse(
  readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
);

test('the lockfile installs from whatever registry a machine has', () => {
  expect(Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});

// A registry that lacks another platform's package makes npm leave it out, and `npm ci` then refuses the lockfile.
test('the lockfile names every platform’s variant of a package', () => {
  const missing = Object.entries(lock.packages)
    .filter(([name]) => ['node_modules/@biomejs/biome', 'node_modules/typescript'].includes(name))
    .flatMap(([, { optionalDependencies }]) => Object.keys(optionalDependencies ?? {}))
    .filter((name) => !(`node_modules/${name}` in lock.packages));
  expect(missing).toEqual([]);
});
