import { expect, test } from '@playwright/test';
import { makeKeyPair, parsedKey, publicKeyOf } from './keys.ts';

test('every key pair can be read back', () => {
  // Enough to meet the pairs that ssh2 spoils: the chance that none is among them is below one in 50.
  for (let count = 0; count < 1_000; count += 1) {
    const pair = makeKeyPair();
    expect(parsedKey(pair.privateKey).getPublicSSH().equals(parsedKey(pair.publicKey).getPublicSSH())).toBe(true);
  }
});

test('the public half of a private key is the one that was made with it', () => {
  const { privateKey, publicKey } = makeKeyPair();
  expect(publicKey.startsWith(publicKeyOf(privateKey))).toBe(true);
  expect(() => publicKeyOf('no key')).toThrow();
});
