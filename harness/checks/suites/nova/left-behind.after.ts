import { type Cloud, expect, test } from '../../index.ts';

interface Server {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly 'OS-EXT-STS:task_state': string | null;
  readonly 'OS-EXT-SRV-ATTR:host': string | null;
}

async function servers({ compute }: Cloud): Promise<Server[]> {
  return (await compute.get('/servers/detail', { params: { all_tenants: 1 } })).data.servers;
}

/** Users go on working meanwhile: what is on its way now must have arrived, or gone, in a while. */
test('no server is stuck on its way', async ({ cloud }) => {
  const onItsWay = (all: readonly Server[]) =>
    all.filter((one) => one.status === 'BUILD' || one['OS-EXT-STS:task_state'] !== null).map(tell);
  const before = onItsWay(await servers(cloud));
  const stuck = async () => {
    const now = onItsWay(await servers(cloud));
    return before.filter((one) => now.includes(one));
  };
  await expect.poll(stuck, { intervals: [200, 500] }).toEqual([]);
});

test('no server is on a host that nobody runs', async ({ cloud }) => {
  const { data } = await cloud.compute.get('/os-services', { params: { binary: 'nova-compute' } });
  const hosts = data.services.map(({ host }: { host: string }) => host);
  const lost = (await servers(cloud)).filter((one) => {
    const host = one['OS-EXT-SRV-ATTR:host'];
    return host !== null && !hosts.includes(host);
  });
  expect(lost.map(tell)).toEqual([]);
});

test('no port, and no attachment of a volume, belongs to a server that is gone', async ({ cloud }) => {
  const orphans = async () => {
    const owned = [...(await ports(cloud)), ...(await attachments(cloud))];
    // Asked last: what was made in between has its server by now.
    const there = new Set((await servers(cloud)).map(({ id }) => id));
    return owned.filter(({ server }) => !there.has(server)).map(({ what }) => what);
  };
  await expect.poll(orphans).toEqual([]);
});

interface Owned {
  readonly what: string;
  readonly server: string;
}

async function ports(cloud: Cloud): Promise<Owned[]> {
  if (!cloud.has('network')) return [];
  const { data } = await cloud.network.get('/v2.0/ports');
  return data.ports
    .filter(({ device_owner }: { device_owner: string }) => device_owner.startsWith('compute:'))
    .map(({ id, device_id }: { id: string; device_id: string }) => ({ what: `port ${id}`, server: device_id }));
}

async function attachments(cloud: Cloud): Promise<Owned[]> {
  if (!cloud.has('volume')) return [];
  const { data } = await cloud.volume.get('/attachments');
  return data.attachments
    .filter(({ instance }: { instance: string | null }) => instance !== null)
    .map(({ id, instance }: { id: string; instance: string }) => ({ what: `attachment ${id}`, server: instance }));
}

const tell = (one: Server): string =>
  `${one.name} (${one.id}): ${one.status} ${one['OS-EXT-STS:task_state'] ?? ''}`.trim();
