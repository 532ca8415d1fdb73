import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { openDatabase, type Phase, runPhase } from '../database/index.ts';
import { makeImages } from './images.ts';
import { findRelease } from './release.ts';
import { SCHEMA } from './schema.ts';

const NAMES = ['2025.1', '2026.1'] as const;
const VIEWER = { projectId: 'p', isAdmin: false };
const DETAILS = {
  container_format: 'bare',
  disk_format: 'raw',
  min_disk: 0,
  min_ram: 0,
  protected: false,
  os_hidden: false,
  tags: [],
  properties: {},
};
const content = (hashValue: string) => ({ size: 1, checksum: 'c', hashAlgorithm: 'sha512', hashValue });

function bothReleases() {
  const database = openDatabase(':memory:');
  database.script(SCHEMA);
  let made = 0;
  const images = (name: string) => makeImages({ database, release: findRelease(name), clock: () => 0 });
  const both = { '2025.1': images('2025.1'), '2026.1': images('2026.1') };
  return {
    images: both,
    sync: (...phases: Phase[]) => {
      for (const phase of phases) runPhase(database, findRelease('2026.1').migrations, phase);
    },
    /** An active image, every step of it done by code of the same release. */
    make(by: (typeof NAMES)[number]): string {
      made += 1;
      const id = `image${made}`;
      both[by].add(id, 'p', { name: null, visibility: 'shared', details: DETAILS });
      both[by].advance(id, 'queued', 'saving');
      both[by].activate(id, 'saving', content(`hash of ${id}`));
      return id;
    },
    [Symbol.dispose]: () => database[Symbol.dispose](),
  };
}

test('new code breaks before expand and leaves nothing', () => {
  using both = bothReleases();
  expect(() => both.make('2026.1')).toThrow('no such column: os_hash_algo');
  expect(both.images['2025.1'].find('image1', VIEWER)).toBeUndefined();
});

test('old code breaks after contract, new code goes on', () => {
  using both = bothReleases();
  const id = both.make('2025.1');
  both.sync('expand', 'migrate', 'contract');
  expect(() => both.images['2025.1'].find(id, VIEWER)).toThrow('no such column: hash');
  expect(both.images['2026.1'].find(id, VIEWER)).toMatchObject(content(`hash of ${id}`));
});

test('migrate reaches every image, however many batches it takes', () => {
  using both = bothReleases();
  const ids = Array.from({ length: 1_201 }, () => both.make('2025.1'));
  both.sync('expand');
  expect(both.images['2026.1'].find(ids[0]!, VIEWER)?.hashValue).toBeNull();
  both.sync('migrate');
  expect(ids.filter((id) => both.images['2026.1'].find(id, VIEWER)?.hashValue !== `hash of ${id}`)).toEqual([]);
});

test('after expand and migrate both releases always read the same', () => {
  fc.assert(
    fc.property(fc.nat(5), fc.array(fc.constantFrom(...NAMES), { maxLength: 10 }), (before, makers) => {
      using both = bothReleases();
      const ids = Array.from({ length: before }, () => both.make('2025.1'));
      both.sync('expand', 'migrate');
      ids.push(...makers.map((by) => both.make(by)));
      for (const id of ids)
        for (const name of NAMES)
          expect(both.images[name].find(id, VIEWER)).toMatchObject({ id, ...content(`hash of ${id}`) });
    }),
    { numRuns: 40 },
  );
});
