import type { Report } from '../rollcall/index.ts';

/** The filters and the weigher of the scheduler in one: the emptiest of the hosts that may take a server. */
export function chooseHost(options: {
  readonly services: readonly Pick<Report, 'binary' | 'host' | 'up' | 'disabled'>[];
  /** Host → instances that it has. */
  readonly load: ReadonlyMap<string, number>;
  readonly forcedHost: string | null;
}): string | undefined {
  const { services, load, forcedHost } = options;
  const loadOf = (host: string) => load.get(host) ?? 0;
  const hosts = services
    .filter(({ binary, host, up, disabled }) => {
      // As in nova, an administrator who names a host may use one that is disabled.
      const wanted = forcedHost === null ? !disabled : host === forcedHost;
      return binary === 'nova-compute' && up && wanted;
    })
    .map(({ host }) => host);
  return hosts.sort((a, b) => loadOf(a) - loadOf(b) || a.localeCompare(b))[0];
}
