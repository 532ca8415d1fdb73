import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { openDatabase, type Phase, runPhase } from '../database/index.ts';
import { findRelease } from './release.ts';
import { SCHEMA } from './schema.ts';
import { makeTokens } from './tokens.ts';

const owner = { userId: 'u', projectId: 'p' };
const NAMES = ['2025.1', '2026.1'] as const;

function bothReleases() {
  const database = openDatabase(':memory:');
  database.script(SCHEMA);
  let milliseconds = Date.UTC(2026, 3, 1);
  const tokens = (name: string) =>
    makeTokens({ database, release: findRelease(name), lifetimeSeconds: 60, clock: () => milliseconds });
  return {
    database,
    tokens: { '2025.1': tokens('2025.1'), '2026.1': tokens('2026.1') },
    sync: (...phases: Phase[]) => {
      for (const phase of phases) runPhase(database, findRelease('2026.1').migrations, phase);
    },
    wait: (seconds: number) => {
      milliseconds += seconds * 1000;
    },
    [Symbol.dispose]: () => database[Symbol.dispose](),
  };
}

test('new code breaks before expand', () => {
  using both = bothReleases();
  expect(() => both.tokens['2026.1'].issue(owner)).toThrow('no column named expires_at');
  expect(() => both.tokens['2026.1'].find('x')).toThrow('no such column');
  // The same code works once the column is there: nothing of the failure was kept.
  both.sync('expand');
  expect(both.tokens['2026.1'].find(both.tokens['2026.1'].issue(owner).id)).toMatchObject(owner);
});

test('old code breaks after contract, new code goes on', () => {
  using both = bothReleases();
  const token = both.tokens['2025.1'].issue(owner);
  both.sync('expand', 'migrate', 'contract');
  expect(() => both.tokens['2025.1'].issue(owner)).toThrow('no column named expires');
  expect(() => both.tokens['2025.1'].find(token.id)).toThrow('no such column');
  expect(both.tokens['2026.1'].find(token.id)).toEqual(token);
});

test('a token from before expand is unknown to new code until migrate, and known to old code all the time', () => {
  using both = bothReleases();
  const token = both.tokens['2025.1'].issue(owner);
  const revoked = both.tokens['2025.1'].issue(owner);
  both.tokens['2025.1'].revoke(revoked.id);
  both.sync('expand');
  expect(both.tokens['2026.1'].find(token.id)).toBeUndefined();
  expect(both.tokens['2025.1'].find(token.id)).toEqual(token);
  both.sync('migrate');
  expect(both.tokens['2026.1'].find(token.id)).toEqual(token);
  expect(both.tokens['2026.1'].find(revoked.id)).toBeUndefined();
});

test('migrate reaches every token, however many batches it takes', () => {
  using both = bothReleases();
  const tokens = Array.from({ length: 1_201 }, () => both.tokens['2025.1'].issue(owner));
  both.sync('expand', 'migrate');
  expect(tokens.filter(({ id }) => !both.tokens['2026.1'].find(id))).toEqual([]);
});

// The oracle is a set of tokens with their ends; each act is done by code of either release, in any order.
test('after expand and migrate both releases always agree on which tokens are valid', () => {
  const by = fc.constantFrom(...NAMES);
  const act = fc.oneof(
    fc.record({ do: fc.constant('issue' as const), by }),
    fc.record({ do: fc.constant('revoke' as const), by, which: fc.nat(20) }),
    fc.record({ do: fc.constant('wait' as const), by, seconds: fc.nat(40) }),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), fc.nat(10), (acts, before) => {
      using both = bothReleases();
      const issued = Array.from({ length: before }, () => both.tokens['2025.1'].issue(owner));
      const revoked = new Set<string>();
      let passed = 0;
      const born = new Map(issued.map(({ id }) => [id, 0]));
      both.sync('expand', 'migrate');
      for (const step of acts) {
        if (step.do === 'issue') {
          const token = both.tokens[step.by].issue(owner);
          issued.push(token);
          born.set(token.id, passed);
        } else if (step.do === 'revoke') {
          const token = issued[step.which];
          if (!token) continue;
          both.tokens[step.by].revoke(token.id);
          revoked.add(token.id);
        } else {
          both.wait(step.seconds);
          passed += step.seconds;
        }
        for (const token of issued) {
          const valid = !revoked.has(token.id) && passed < born.get(token.id)! + 60;
          for (const name of NAMES) expect(both.tokens[name].find(token.id)).toEqual(valid ? token : undefined);
        }
      }
    }),
    { numRuns: 60 },
  );
});
