import { connect, type OnReadOpts, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectSecurely } from 'node:tls';
import { TrafficError } from '../../error.ts';
import type { Profile } from '../../profile.ts';
import { type TargetSpec, trustOf } from './trust.ts';

/** Where requests go, and how to get a connection there. */
export interface Target {
  /** For the Host header. */
  readonly host: string;
  readonly secure: boolean;
  /** The event with which a dialled socket says that it stands: verified, where it is secure. */
  readonly standsOn: 'connect' | 'secureConnect';
  /** For HTTP/1.1. */
  dial(onread: OnReadOpts): Socket;
  dialHttp2(): Socket;
}

/** Service → where it is called, for those that the profile calls. */
export type Targets = ReadonlyMap<string, Target>;

export function targetsFor(profile: Profile, specs: Readonly<Record<string, TargetSpec>>): Targets {
  const services = new Set(Object.values(profile.operations).map(({ service }) => service ?? profile.service));
  return new Map([...services].map((service) => [service, targetAt(specOf(service, specs))]));
}

function specOf(service: string, specs: Readonly<Record<string, TargetSpec>>): TargetSpec {
  const spec = specs[service];
  if (spec !== undefined) return spec;
  throw new TrafficError(
    'target-unusable',
    `the traffic calls the service "${service}", and the lab has no address for it`,
    {
      fix: `the lab has: ${Object.keys(specs).join(', ')}`,
    },
  );
}

export function targetAt(spec: TargetSpec): Target {
  const address = typeof spec === 'string' ? spec : spec.url;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if ((url?.protocol !== 'http:' && url?.protocol !== 'https:') || url.pathname !== '/')
    throw new TrafficError(
      'target-unusable',
      `expected an address like http://127.0.0.1:8080 or https://api.example.org, got "${address}"`,
      { fix: 'name scheme, host and port; paths stand in the operations' },
    );
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return url.protocol === 'https:'
    ? secureTarget(url.host, { host, port: Number(url.port || 443) }, spec)
    : plainTarget(url.host, { host, port: Number(url.port || 80) });
}

type Place = { readonly host: string; readonly port: number };

function plainTarget(host: string, place: Place): Target {
  const options = { ...place, noDelay: true };
  return {
    host,
    secure: false,
    standsOn: 'connect',
    dial: (onread) => connect({ ...options, onread }),
    dialHttp2: () => connect(options),
  };
}

function secureTarget(host: string, place: Place, spec: TargetSpec): Target {
  const options = { ...place, ...trustOf(spec) };
  const http1 = { ...options, ALPNProtocols: ['http/1.1'] };
  // Node takes `onread` here too; its types do not know. What it leaves unread among the options is `noDelay`.
  const reading = (onread: OnReadOpts): ConnectionOptions => Object.assign({ onread }, http1);
  return {
    host,
    secure: true,
    standsOn: 'secureConnect',
    dial: (onread) => connectSecurely(reading(onread)).setNoDelay(true),
    dialHttp2: () => connectSecurely({ ...options, ALPNProtocols: ['h2'] }).setNoDelay(true),
  };
}
