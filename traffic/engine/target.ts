import { connect, type NetConnectOpts, type OnReadOpts, type Socket } from 'node:net';
import { TrafficError } from '../error.ts';

/** Where requests go, and how to get a connection there. */
export interface Target {
  /** For the Host header. */
  readonly host: string;
  dial(onread: OnReadOpts): Socket;
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
