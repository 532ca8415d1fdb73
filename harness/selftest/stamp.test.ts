import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Stamp } from '../journal/index.ts';
import { findStamp, storeStamp } from './stamp.ts';

const quick: Stamp = {
  ...{ format: 1, build: 'abc', haproxy: '2.6.12-1+deb12u4', configuration: 'def' },
  ...{ suite: 'quick', faults: 5, at: '2026-01-31T12:00:00.000Z' },
};

test('a stamp is good for its build, its HAProxy and its configuration only; the whole suite says more than a handful', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unbroken-stamp-'));
  try {
    expect(findStamp(quick, folder)).toBeNull();
    storeStamp(quick, folder);
    expect(findStamp(quick, folder)).toEqual(quick);
    for (const other of [{ build: 'x' }, { haproxy: '3.0' }, { configuration: 'y' }])
      expect(findStamp({ ...quick, ...other }, folder)).toBeNull();
    const full = { ...quick, suite: 'full', faults: 39 } as const;
    storeStamp(full, folder);
    expect(findStamp(quick, folder)).toEqual(full);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
