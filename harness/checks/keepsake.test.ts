import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
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
