import type { Version } from './columns.ts';

export function formatVersion(version: Version): string {
  return `${version.major}.${version.minor}`;
}

/** Negative when `a` is older than `b`. Numbers, not text: 2.9 is older than 2.10. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor;
}
