import { connect, type NetConnectOpts, type OnReadOpts, type Socket } from 'node:net';
import { TrafficError } from '../error.ts';
import type { Profile } from '../profile.ts';

/** Where requests go, and how to get a connection there. */
export interface Target {
  /** For the Host header. */
  readonly host: string;
  dial(onread: OnReadOpts): Socket;
}

/** Service → where it is called, for those that the profile calls. */
export type Targets = ReadonlyMap<string, Target>;

export function targetsFor(profile: Profile, addresses: Readonly<Record<string, string>>): Targets {
  const services = new Set(Object.values(profile.operations).map(({ service }) => service ?? profile.service));
  return new Map([...services].map((service) => [service, targetAt(addressOf(service, addresses))]));
}

function addressOf(service: string, addresses: Readonly<Record<string, string>>): string {
  const address = addresses[service];
  if (address !== undefined) return address;
  throw new TrafficError(
    'target-unusable',
    `the traffic calls the service "${service}", and the lab has no address for it`,
    {
      fix: `the lab has: ${Object.keys(addresses).join(', ')}`,
    },
  );
}

export function targetAt(address: string): Target {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' || url.pathname !== '/')
    throw new TrafficError('target-unusable', `expected an address like http://127.0.0.1:8080, got "${address}"`, {
      fix: 'name scheme, host and port; paths stand in the operations',
    });
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const options: NetConnectOpts = { host, port: Number(url.port || 80), noDelay: true };
  return { host: url.host, dial: (onread) => connect({ ...options, onread }) };
}
