import { describedLab, expect, test } from '../../index.ts';

const services = Object.entries(describedLab().services).filter(
  ([, { project, frontend }]) => project === 'cinder' && !frontend,
);

interface Service {
  readonly status: string;
  readonly state: string;
}

test.describe('tempest.api.volume.admin.test_volume_services.VolumesServicesTestJSON.test_list_services', () => {
  for (const [binary] of services)
    test(`every ${binary} is up`, async ({ cloud }) => {
      const states = async () => {
        const { data } = await cloud.volume.get('/os-services', { params: { binary } });
        const services: readonly Service[] = data.services;
        // One that stands by for another may be disabled meanwhile.
        return {
          states: [...new Set(services.map(({ state }) => state))],
          enabled: services.some(({ status }) => status === 'enabled'),
        };
      };
      await expect.poll(states).toEqual({ states: ['up'], enabled: true });
    });
});
