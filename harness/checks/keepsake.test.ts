import { mkdtempDisposableSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated } from '../../lab/testing/index.ts';
import { Keepsake } from './keepsake.ts';

test('what one process keeps, another one finds, and what is forgotten is gone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-'));
  try {
    const file = join(folder, 'keepsake.json');
    expect(new Keepsake(file).resources).toEqual([]);
    const first = new Keepsake(file);
    first.set('server', { id: 'a' });
    first.keep('compute', '/servers/a');
    first.keep('network', '/ports/b');
    const second = new Keepsake(file);
    expect(second.get('server')).toEqual({ id: 'a' });
    expect(second.get('volume')).toBeUndefined();
    second.forget({ service: 'compute', path: '/servers/a' });
    expect(first.resources).toEqual([{ service: 'network', path: '/ports/b' }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('one with something wrong in it is told with what to do, or read', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'keepsake-'));
  const file = join(folder.path, 'keepsake.json');
  const keepsake = new Keepsake(file);
  keepsake.set('server', 'a');
  keepsake.keep('compute', '/servers/a');
  const real = readFileSync(file, 'utf8');
  fc.assert(
    fc.property(fc.oneof(mutated(real), fc.string({ unit: 'binary' })), (text) => {
      writeFileSync(file, text);
      try {
        for (const { path } of keepsake.resources) expect(typeof path).toBe('string');
      } catch (error) {
        expect(error).toMatchObject({ code: 'keepsake-damaged', message: expect.stringContaining(file) });
      }
    }),
    { numRuns: 200 },
  );
});
