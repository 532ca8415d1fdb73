import { type Cloud, describedLab, expect, type Keepsake } from '../../index.ts';

/** What checks do with servers, each until it is done. */

export interface Server {
  readonly id: string;
  readonly name: string;
}

/** A driver that only pretends has servers without an inside, which no network leads to. */
export const HAVE_INSIDE = describedLab().guests !== null;

const BUILD_MS = 120_000;
const ACTION_MS = 60_000;

/** Asks for a server with a key and a group that lets SSH in. It is being built when this returns. */
export async function requestServer(
  cloud: Cloud,
  wanted: { readonly name: string; readonly key: string; readonly group: string; readonly host?: string },
): Promise<Server> {
  const { name, key, group, host } = wanted;
  const { data } = await cloud.compute.post('/servers', {
    server: {
      name,
      flavorRef: (await smallestFlavor(cloud)).id,
      imageRef: await anyImage(cloud),
      key_name: key,
      ...(HAVE_INSIDE ? { networks: 'auto', security_groups: [{ name: group }] } : { networks: 'none' }),
      metadata: { made: 'by a check' },
      ...(host !== undefined && { host }),
    },
  });
  return { id: data.server.id, name };
}

export async function smallestFlavor({ compute }: Cloud): Promise<{ id: string; name: string; vcpus: number }> {
  const { data } = await compute.get('/flavors/detail');
  const [smallest] = data.flavors.sort((a: { ram: number }, b: { ram: number }) => a.ram - b.ram);
  if (!smallest) throw new Error('The cloud has no flavor that a server could be made with');
  return smallest;
}

/** Empty where nobody serves images: a hypervisor that needs none asks for none. */
async function anyImage(cloud: Cloud): Promise<string> {
  if (!cloud.has('image')) return '00000000-0000-0000-0000-000000000000';
  const { data } = await cloud.image.get('/v2/images', { params: { status: 'active', limit: 1 } });
  return data.images[0]?.id ?? '00000000-0000-0000-0000-000000000000';
}

export async function show({ compute }: Cloud, { id }: Server) {
  return (await compute.get(`/servers/${id}`)).data.server;
}

export async function untilStatus(cloud: Cloud, server: Server, status: string, limit = ACTION_MS): Promise<void> {
  let last: unknown[] = [];
  const settled = async () => {
    const now = await show(cloud, server);
    last = [now.status, now['OS-EXT-STS:task_state']];
    return now.status === 'ERROR' || `${last}` === `${[status, null]}`;
  };
  await expect
    .poll(settled, { message: `${server.name} becomes ${status}`, timeout: limit, intervals: [50, 100, 250] })
    .toBe(true);
  expect(last, server.name).toEqual([status, null]);
}

export const untilActive = (cloud: Cloud, server: Server) => untilStatus(cloud, server, 'ACTIVE', BUILD_MS);

export async function act({ compute }: Cloud, { id }: Server, action: Record<string, unknown>): Promise<void> {
  await compute.post(`/servers/${id}/action`, action);
}

export async function remove({ compute }: Cloud, { id, name }: Server): Promise<void> {
  await compute.delete(`/servers/${id}`);
  const status = async () => (await compute.get(`/servers/${id}`, { validateStatus: () => true })).status;
  await expect.poll(status, { message: `${name} is gone`, timeout: ACTION_MS, intervals: [50, 100, 250] }).toBe(404);
}

/** A group that lets in what checks need. Where there is no network service, its name alone is enough. */
export async function makeGroup(cloud: Cloud, name: string, keepsake?: Keepsake): Promise<() => Promise<void>> {
  if (!cloud.has('network')) return async () => undefined;
  const { network } = cloud;
  const { data } = await network.post('/v2.0/security-groups', { security_group: { name } });
  const path = `/v2.0/security-groups/${data.security_group.id}`;
  keepsake?.keep('network', path);
  await network.post('/v2.0/security-group-rules', {
    security_group_rule: {
      security_group_id: data.security_group.id,
      direction: 'ingress',
      ethertype: 'IPv4',
      protocol: 'tcp',
      port_range_min: 22,
      port_range_max: 22,
    },
  });
  return async () => void (await network.delete(path));
}
