import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated } from '../testing/index.ts';
import {
  createLabFolder,
  labFolder,
  labIds,
  readState,
  registryFolder,
  removeEmptyRegistry,
  writeState,
} from './registry.ts';
import { claimSubnet, releaseSubnet } from './subnet.ts';

let registry: string;
const runtime = process.env.XDG_RUNTIME_DIR;

test.beforeEach(() => {
  registry = mkdtempSync(join(tmpdir(), 'unbroken-test-'));
  process.env.XDG_RUNTIME_DIR = registry;
});

test.afterEach(() => {
  if (runtime === undefined) delete process.env.XDG_RUNTIME_DIR;
  else process.env.XDG_RUNTIME_DIR = runtime;
  rmSync(registry, { recursive: true });
});

const claim = (id: string) => {
  createLabFolder(id);
  return claimSubnet(id);
};

test('each lab has a network of its own, and gives it back', () => {
  expect([claim('a'), claim('b'), claim('c')].map(({ number }) => number)).toEqual([1, 2, 3]);
  releaseSubnet('b');
  releaseSubnet('b');
  expect(claim('d')).toMatchObject({ number: 2, virtual: '127.77.2.1' });
});

test('the network of a lab whose folder was removed by hand is free', () => {
  claim('a');
  rmSync(labFolder('a'), { recursive: true });
  expect(claim('b').number).toBe(1);
});

test('when all networks are taken, that is said', () => {
  createLabFolder('greedy');
  for (let number = 1; number < 255; number += 1) expect(claimSubnet('greedy').number).toBe(number);
  expect(() => claim('one-more')).toThrow('All 254 networks');
});

test('a name is taken once, and may not lead out of the registry', () => {
  createLabFolder('a');
  expect(() => createLabFolder('a')).toThrow(expect.objectContaining({ code: 'lab-exists' }));
  for (const id of ['', '..', '../a', '.subnet-1', 'A', 'a/b'])
    expect(() => createLabFolder(id)).toThrow(expect.objectContaining({ code: 'lab-unknown' }));
  claimSubnet('a');
  expect(labIds()).toEqual(['a']);
});

test('the registry is there as long as a lab is in it', () => {
  expect(labIds()).toEqual([]);
  createLabFolder('a');
  removeEmptyRegistry();
  expect(labIds()).toEqual(['a']);
  rmSync(labFolder('a'), { recursive: true });
  removeEmptyRegistry();
  removeEmptyRegistry();
  expect(existsSync(registryFolder())).toBe(false);
});

test('a state with something wrong in it is one or none', () => {
  createLabFolder('a');
  const maker = { pid: 1, startTime: 1 };
  const about = { id: 'a', kind: 'local' as const, created: '2026-01-31T12:00:00Z', maker };
  const state = { ...about, owner: null, planted: null, description: null };
  writeState({ ...state, processes: { lb1: maker } });
  expect(readState('a')).toEqual({ ...state, processes: { lb1: maker } });
  fc.assert(
    fc.property(
      fc.oneof(mutated(JSON.stringify({ ...state, processes: {} })), fc.string({ unit: 'binary' })),
      (text) => {
        writeFileSync(join(labFolder('a'), 'state.json'), text);
        const read = readState('a');
        if (read) expect(typeof read.created).toBe('string');
      },
    ),
  );
});
