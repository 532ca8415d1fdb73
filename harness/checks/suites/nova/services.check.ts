import { describedLab, expect, test } from '../../index.ts';

const services = Object.entries(describedLab().services).filter(
  ([, { project, frontend }]) => project === 'nova' && !frontend,
);

test.describe('tempest.api.compute.admin.test_services.ServicesAdminTestJSON.test_list_services', () => {
  for (const [binary, { members }] of services)
    test(`${binary} is up on every node`, async ({ cloud }) => {
      const states = async () => {
        const { data } = await cloud.compute.get('/os-services', { params: { binary } });
        return Object.fromEntries(data.services.map((one: Service) => [one.host, `${one.status} ${one.state}`]));
      };
      const wanted = Object.fromEntries(Object.keys(members).map((node) => [node, 'enabled up']));
      await expect.poll(states).toEqual(wanted);
    });
});

interface Service {
  readonly host: string;
  readonly status: string;
  readonly state: string;
}

test('tempest.api.compute.admin.test_hypervisor.HypervisorAdminTestJSON.test_get_hypervisor_list_details', async ({
  cloud,
  lab,
}) => {
  const { data } = await cloud.compute.get('/os-hypervisors/detail');
  const up = data.hypervisors.filter((one: { state: string }) => one.state === 'up');
  const hosts = up.map((one: { service: { host: string } }) => one.service.host);
  expect(hosts.sort()).toEqual(Object.keys(lab.services['nova-compute']?.members ?? {}).sort());
});
