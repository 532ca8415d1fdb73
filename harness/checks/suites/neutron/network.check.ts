import { expect, test } from '../../index.ts';

const NETWORKS = 'tempest.api.network.test_networks.NetworksTest';

interface Kept {
  readonly id: string;
  readonly name: string;
  readonly subnet: string;
}

test(`the network that lives through the upgrade › ${NETWORKS}.test_show_network`, async ({
  cloud,
  keepsake,
  when,
}) => {
  const { network } = cloud;
  if (when === 'before') {
    const name = `kept-${crypto.randomUUID()}`;
    const { id } = (await network.post('/v2.0/networks', { network: { name } })).data.network;
    keepsake.keep('network', `/v2.0/networks/${id}`);
    const wanted = { network_id: id, ip_version: 4, cidr: '192.0.2.0/24' };
    const { subnet } = (await network.post('/v2.0/subnets', { subnet: wanted })).data;
    keepsake.keep('network', `/v2.0/subnets/${subnet.id}`);
    keepsake.set('network', { id, name, subnet: subnet.id } satisfies Kept);
  }
  const kept = keepsake.get<Kept>('network');
  expect(kept, 'the network that was made before the upgrade').toBeDefined();
  const { data } = await network.get(`/v2.0/networks/${kept?.id}`);
  expect(data.network).toMatchObject({ name: kept?.name, subnets: [kept?.subnet], admin_state_up: true });
});

test(`${NETWORKS}.test_create_update_delete_network_subnet`, async ({ cloud: { network } }) => {
  const name = `checked-${crypto.randomUUID()}`;
  const { id } = (await network.post('/v2.0/networks', { network: { name } })).data.network;
  const wanted = { network_id: id, ip_version: 4, cidr: '198.51.100.0/24' };
  const { subnet } = (await network.post('/v2.0/subnets', { subnet: wanted })).data;
  const changed = await network.put(`/v2.0/networks/${id}`, { network: { name: `${name}-changed` } });
  expect(changed.data.network.name).toBe(`${name}-changed`);
  await network.delete(`/v2.0/subnets/${subnet.id}`);
  await network.delete(`/v2.0/networks/${id}`);
  expect((await network.get('/v2.0/networks', { params: { id } })).data.networks).toEqual([]);
});
