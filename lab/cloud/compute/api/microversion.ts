import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../../http/index.ts';

/** Microversions are all 2.x: the minor number says it all. */
const OLDEST = 1;

export const versionText = (minor: number) => `2.${minor}`;

const minorOf = (version: string) => Number(version.split('.')[1]);

/** What the client asks for, or the oldest. Throws what the real service answers to a version that it does not have. */
export function negotiate(headers: IncomingHttpHeaders, newest: string): number {
  const wanted = wantedVersion(headers);
  if (wanted === undefined) return OLDEST;
  if (wanted === 'latest') return minorOf(newest);
  const [, major, digits] = /^([1-9]\d*)\.([1-9]\d*|0)$/.exec(wanted) ?? [];
  if (digits === undefined)
    throw new Refusal(400, `API Version String ${wanted} is of invalid format. Must be of format MajorNum.MinorNum.`);
  const minor = Number(digits);
  if (major === '2' && minor >= OLDEST && minor <= minorOf(newest)) return minor;
  throw new Refusal(
    406,
    `Version ${wanted} is not supported by the API. Minimum is ${versionText(OLDEST)} and maximum is ${newest}.`,
  );
}

function wantedVersion(headers: IncomingHttpHeaders): string | undefined {
  // One header for all services: `compute 2.96, volume 3.70`.
  const common = String(headers['openstack-api-version'] ?? '')
    .split(',')
    .map((entry) => entry.trim().split(/\s+/))
    .find(([service]) => service === 'compute');
  const legacy = headers['x-openstack-nova-api-version'];
  return common?.[1] ?? (legacy === undefined ? undefined : String(legacy).trim());
}
