import type { Version } from '../ledger/index.ts';

/** The first `major.minor` in a text: `2.96`, `v3.14`, `compute 2.1`. Integers, so 2.10 is not 2.1. */
export function parseVersion(text: string): Version | undefined {
  const found = /(\d{1,9})\.(\d{1,9})/.exec(text);
  return found ? { major: Number(found[1]), minor: Number(found[2]) } : undefined;
}
