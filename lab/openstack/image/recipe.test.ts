import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { PACKAGES } from '../releases.ts';
import { mirrorIn } from './mirror.ts';
import { recipeFor } from './recipe.ts';

const MIRROR = 'http://mirror/debian/';

test('the same recipe has the same tag, another mirror another one', () => {
  const { tag } = recipeFor(MIRROR, {});
  expect(tag).toMatch(/^[0-9a-f]{12}$/);
  expect(recipeFor(MIRROR, {}).tag).toBe(tag);
  expect(recipeFor('http://other/debian/', {}).tag).not.toBe(tag);
});

test('the shell can read every hook, and every project is fetched from its suite', () => {
  const hooks = recipeFor(MIRROR, {}).arguments.flatMap((argument) => /^--\w+-hook=(.*)$/s.exec(argument)?.[1] ?? []);
  for (const hook of hooks) execFileSync('sh', ['-n', '-c', hook]);
  const all = hooks.join('\n');
  for (const { renewed, suite } of Object.values(PACKAGES))
    for (const name of renewed) expect(all).toContain(` ${name}/${suite}`);
});

test("the mirror is that of Debian's own release, not of its updates", () => {
  const targets = `http://mirror/debian-security/|bookworm-security|main|Debian
https://elsewhere/|bookworm|stable|Docker
http://mirror/debian/|bookworm|main|Debian
`;
  expect(mirrorIn(targets)).toBe(MIRROR);
  expect(mirrorIn('http://mirror/ubuntu/|noble|main|Ubuntu\n')).toBeUndefined();
});
