import type { ServerState } from '../../lab/index.ts';
import { sharesOf } from '../judge/index.ts';

type Shares = ReturnType<typeof sharesOf>;

/**
 * Load balancers of one lab stand before the same servers, and must deal users out alike: otherwise what was seen through
 * one of them says little of the other, and a server that is away leaves more work on one side than anybody planned.
 */
export function unequalShares(
  seen: ReadonlyMap<string, readonly ServerState[]>,
  servers: readonly string[],
  backend: string | undefined,
): string[] {
  const mine = ({ server }: ServerState): boolean => servers.includes(server);
  const [first, ...others] = [...seen].map(([name, states]) => ({
    name,
    shares: sharesOf(states.filter(mine), backend),
  }));
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

const told = (shares: Shares, server: string): string => `${((shares.get(server) ?? 0) * 100).toFixed(1)} %`;
