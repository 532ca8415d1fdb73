import type { KeyPair } from '../../ssh/index.ts';

/** Loaded when first needed: it would double the time that a daemon takes to start, and most never need it. */
export async function newKeyPair(): Promise<KeyPair> {
  const { makeKeyPair } = await import('../../ssh/index.ts');
  return makeKeyPair();
}
