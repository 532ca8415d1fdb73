import { expect, test } from '@playwright/test';
import { bringUp } from './bring-up.ts';
import { currentFormat, type Format } from './format.ts';
import { FORMATS } from './formats.ts';

/** A file that has come far: formats 1 and 2 are history, 3 and 4 are brought up to 5. */
const AGED: Format = {
  file: 'aged.json',
  oldest: 3,
  migrations: [
    ({ name, ...rest }) => ({ ...rest, names: [name] }),
    ({ names, ...rest }) => ({ ...rest, called: { names } }),
  ],
  dropped: { 1: '0.4.2', 2: '1.3.0' },
};

test('each stored format takes the migrations from its own on, in order, and ends in the current one', () => {
  const current = { format: 5, called: { names: ['a'] } };
  expect(bringUp(AGED, { format: 3, name: 'a' })).toEqual({ ok: true, value: current });
  expect(bringUp(AGED, { format: 4, names: ['a'] })).toEqual({ ok: true, value: current });
  expect(bringUp(AGED, current)).toEqual({ ok: true, value: current });
});

test('what was read stays as it was', () => {
  const stored = Object.freeze({ format: 3, name: 'a' });
  bringUp(AGED, stored);
  expect(stored).toEqual({ format: 3, name: 'a' });
});

test('a format that is not read any more names the last version that reads it', () => {
  expect(bringUp(AGED, { format: 2 })).toEqual({
    ok: false,
    why: 'aged.json has format 2; this build reads formats 3 to 5',
    fix: 'Unbroken 1.3.0 is the last version that reads it',
  });
});

test('a newer one names the version that wrote it, as far as it says so', () => {
  const why = 'aged.json has format 6, which is newer than this build; this build reads formats 3 to 5';
  const by = (version: string) => ({ ok: false, why, fix: `read it with Unbroken ${version}, or a later one` });
  expect(bringUp(AGED, { format: 6, run: { harness: '2.0.1' } })).toEqual(by('2.0.1'));
  expect(bringUp(AGED, { format: 6, harness: '2.1' })).toEqual(by('2.1'));
  for (const odd of [{}, { run: null }, { harness: 'x\n2.0' }, { harness: 7 }])
    expect(bringUp(AGED, { format: 6, ...odd })).toEqual(by('of the version that wrote it'));
});

test('what has no format is no file of ours', () => {
  for (const odd of [null, 'text', [], {}, { format: '3' }, { format: 3.5 }, { format: 0 }])
    expect(bringUp(AGED, odd)).toMatchObject({ ok: false, fix: expect.stringContaining('as the run wrote it') });
});

test('no format of ours has both a migration and a last reader', () => {
  for (const format of Object.values(FORMATS)) {
    expect(currentFormat(format)).toBeGreaterThanOrEqual(format.oldest);
    expect(Object.keys(format.dropped).filter((number) => Number(number) >= format.oldest)).toEqual([]);
  }
});
