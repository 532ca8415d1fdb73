import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { seal, sign, verifySignature } from './index.ts';

let place = '';
let run = '';
test.beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'signature-'));
  run = mkdtempSync(join(place, 'run-'));
  writeFileSync(join(run, 'journal.ndjson'), 'one\n');
  seal(run);
  for (const name of ['alice', 'mallory'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(place, name)]);
  const key = readFileSync(join(place, 'alice.pub'), 'utf8');
  writeFileSync(join(place, 'signers'), `alice@example.org namespaces="unbroken-run" ${key}`);
});
test.afterEach(() => rmSync(place, { recursive: true }));

const check = () => verifySignature(run, join(place, 'signers'));

test('who signed is told, of those that are allowed to', () => {
  sign(run, join(place, 'alice'));
  expect(check()).toEqual({ signer: 'alice@example.org' });
});

test('a key that nobody allowed, a manifest that was changed, and no signature at all are told apart', () => {
  expect(check()).toEqual({ why: 'there is no manifest.json.sig' });
  sign(run, join(place, 'mallory'));
  expect(check()).toEqual({ why: expect.stringContaining('nobody in') });
  sign(run, join(place, 'alice'));
  writeFileSync(
    join(run, 'manifest.json'),
    readFileSync(join(run, 'manifest.json'), 'utf8').replace('"one"', '"two"') + ' ',
  );
  expect(check()).toEqual({ why: expect.stringMatching(/incorrect|could not|Could not/i) });
});

test('a new seal voids the signature on the old one', () => {
  sign(run, join(place, 'alice'));
  seal(run);
  expect(check()).toEqual({ why: 'there is no manifest.json.sig' });
});

test('a key that is not there is a clear error', () => {
  expect(() => sign(run, join(place, 'nobody'))).toThrow(/could not be signed with .*nobody/);
});
