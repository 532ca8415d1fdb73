import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { makeKeyPair } from './keys.ts';

test('ssh-keygen reads the keys and sees the same fingerprint', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unbroken-keys-'));
  const pair = makeKeyPair();
  await writeFile(join(folder, 'id'), pair.privateKey, { mode: 0o600 });
  const keygen = async (...args: string[]) => (await promisify(execFile)('ssh-keygen', args)).stdout;
  expect(await keygen('-l', '-f', join(folder, 'id'))).toContain(`${pair.fingerprint} unbroken (ED25519)`);
  expect((await keygen('-y', '-f', join(folder, 'id'))).trim()).toBe(pair.publicKey.trim());
  await rm(folder, { recursive: true });
});
