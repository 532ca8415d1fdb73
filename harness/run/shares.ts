import type { ServerState } from '../../lab/index.ts';

/** Of all that one load balancer sends to a back end, how much each server gets. */
type Shares = ReadonlyMap<string, number>;

/**
 * Load balancers of one lab stand before the same servers, and must deal users out alike: otherwise what was seen through
 * one of them says little of the other, and a server that is away leaves more work on one side than anybody planned.
 */
export function unequalShares(
  seen: ReadonlyMap<string, readonly ServerState[]>,
  servers: readonly string[],
  backend: string | undefined,
): string[] {
  const [first, ...others] = [...seen].map(([name, states]) => ({ name, shares: sharesOf(states, servers, backend) }));
  if (!first) return [];
  return others.flatMap(({ name, shares }) =>
    servers
      .filter((server) => shares.get(server) !== first.shares.get(server))
      .map(
        (server) =>
          `${server} gets ${told(first.shares, server)} of ${backend} on ${first.name}, and ${told(shares, server)} on ${name}`,
      ),
  );
}

function sharesOf(states: readonly ServerState[], servers: readonly string[], backend: string | undefined): Shares {
  const its = states.filter((state) => state.backend === backend && servers.includes(state.server));
  const sum = its.reduce((total, { weight }) => total + weight, 0);
  return new Map(its.map(({ server, weight }) => [server, weight / sum]));
}

const told = (shares: Shares, server: string): string => `${((shares.get(server) ?? 0) * 100).toFixed(1)} %`;
