import type { Ledger } from '../../traffic/ledger/index.ts';

/** The services that requests call, and which of them each operation calls. */
export interface Services {
  readonly names: readonly string[];
  /** Operation → index of its service. */
  readonly of: Uint8Array;
}

export function servicesOf({ names }: Ledger): Services {
  const services = [...new Set(names.services)];
  return { names: services, of: Uint8Array.from(names.services, (service) => services.indexOf(service)) };
}
