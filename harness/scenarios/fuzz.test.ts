import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { LabDescription, localLabShape } from '../../lab/index.ts';
import { mutated, within } from '../../lab/testing/index.ts';
import { readDocument } from '../documents/index.ts';
import { UsageError } from '../error.ts';
import { makePlan } from '../plan/index.ts';
import { loadScenario } from './index.ts';

/** What people write, and what becomes of it on the way: a clear complaint or a plan, and nothing else. */

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scenario-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

const shipped = (file: string) => readFileSync(join(import.meta.dirname, '../../scenarios', file), 'utf8');

function complains(read: () => unknown): void {
  try {
    within(read);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
  }
}

function load(scenario: string, traffic: string): void {
  writeFileSync(join(folder, 'scenario.yaml'), scenario);
  writeFileSync(join(folder, 'traffic.yaml'), traffic);
  complains(() => {
    const loaded = loadScenario(join(folder, 'scenario.yaml'));
    const lab = localLabShape({ shape: 'small' });
    const { order } = loaded.scenario;
    const about = { seed: 1, rate: 1, level: 'real-time' as const, skip: [], cycles: [], companions: [] };
    makePlan({ scenario: loaded.scenario, lab, order, ...about });
  });
}

const KEYSTONE = { scenario: shipped('keystone/scenario.yaml'), traffic: shipped('keystone/traffic.yaml') };

test('a scenario with something wrong in it', () => {
  fc.assert(
    fc.property(mutated(KEYSTONE.scenario), (text) => load(text, KEYSTONE.traffic)),
    { numRuns: 150 },
  );
});

test('traffic with something wrong in it', () => {
  fc.assert(
    fc.property(mutated(KEYSTONE.traffic), (text) => load(KEYSTONE.scenario, text)),
    { numRuns: 150 },
  );
});

const LAB = `format: 1
id: mine
kind: existing
releases: { old: "2025.1", new: "2026.1" }
nodes:
  n1: { ssh: { host: n1, user: root, privateKeyFile: id, hostKey: "SHA256:x" } }
balancers: { lb1: { adminSocket: /run/haproxy.sock } }
services:
  api:
    project: api
    frontend: { url: "http://n1:80", backend: api }
    members: { n1: { server: api1, url: "http://n1:8080" } }
    commands: { stop: a, start: b, status: c, install: "d {release}", release: e }
`;

const lab = (text: string): void => {
  writeFileSync(join(folder, 'lab.yaml'), text);
  complains(() => readDocument(join(folder, 'lab.yaml'), LabDescription));
};

test('a lab with something wrong in it', () => {
  expect(() => {
    writeFileSync(join(folder, 'lab.yaml'), LAB);
    readDocument(join(folder, 'lab.yaml'), LabDescription);
  }).not.toThrow();
  fc.assert(fc.property(mutated(LAB), lab), { numRuns: 300 });
});

test('anything at all, and what would fill the memory', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), lab), { numRuns: 300 });
  const laughs = Array.from(
    { length: 12 },
    (_, n) =>
      `a${n}: &a${n} [${Array(9)
        .fill(n === 0 ? 'ha' : `*a${n - 1}`)
        .join(', ')}]`,
  );
  lab(laughs.join('\n'));
  lab('['.repeat(20_000));
  lab('a: &a [*a]');
});
