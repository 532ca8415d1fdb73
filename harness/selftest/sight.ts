import type { Lab, RuntimeApi, ServerChange } from '../../lab/index.ts';

/** The lab as somebody sees and drives it who is wrong about its load balancers. What is sampled of them is as it is. */

/** Waits for open requests, for so long after the last change, and then goes on as if there were none. */
export function goingOnAfter(lab: Lab, seconds: number): Lab {
  return seenOtherwise(lab, (api) => {
    let told = 0;
    return {
      setStates: (changes) => {
        told = performance.now();
        return api.setStates(changes);
      },
      counters: async () => {
        const rows = await api.counters();
        return performance.now() - told < seconds * 1000 ? rows : rows.map(withoutOpenRequests);
      },
    };
  });
}

/** Takes servers out of rotation on this load balancer alone, and takes it for done on all. */
export function drainingOnlyOn(lab: Lab, name: string): Lab {
  return seenOtherwise(lab, (api) => {
    if (api.name === name) return {};
    const believed = new Map<string, ServerChange['state']>();
    return {
      setStates: (changes) => {
        for (const { server, state } of changes) believed.set(server, state);
        return api.setStates(changes.filter(({ state }) => state === 'ready'));
      },
      servers: async () =>
        (await api.servers()).map((one) => ({ ...one, admin: believed.get(one.server) ?? one.admin })),
      counters: async () => (await api.counters()).map(withoutOpenRequests),
    };
  });
}

type Row = Awaited<ReturnType<RuntimeApi['counters']>>[number];
const withoutOpenRequests = (row: Row): Row => ({ ...row, values: { ...row.values, scur: 0, qcur: 0 } });

function seenOtherwise(lab: Lab, change: (api: RuntimeApi) => Partial<RuntimeApi>): Lab {
  const balancers = [...lab.balancers].map(([name, api]) => [name, { ...api, ...change(api) }] as const);
  return { ...lab, balancers: new Map(balancers) };
}
