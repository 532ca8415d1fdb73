import { readFileSync } from 'node:fs';
import { adviceOn, expect, test } from '../../index.ts';

/** A health check that just failed once may be on its way back. */
const HEALTH_MS = 5_000;

test('every server of every load balancer is in rotation', async ({ balancers }) => {
  const states = async () => {
    const all = await Promise.all([...balancers.values()].map((balancer) => balancer.servers()));
    return all
      .flat()
      .filter(({ admin, operational, weight }) => admin !== 'ready' || operational !== 'running' || weight === 0)
      .map(
        ({ backend, server, admin, operational, weight }) =>
          `${backend}/${server}: ${admin}, ${operational}, weight ${weight}`,
      );
  };
  await expect.poll(states, { timeout: HEALTH_MS }).toEqual([]);
});

test('every load balancer is set as it was before the upgrade', async ({ balancers, when, keepsake }) => {
  const settings: Record<string, unknown> = {};
  for (const [name, balancer] of balancers)
    settings[name] = (await balancer.servers()).map(({ backend, server, address, admin, weight }) => ({
      backend,
      server,
      address,
      admin,
      weight,
    }));
  if (when === 'before') keepsake.set('balancers', settings);
  expect(settings, 'what the checks before the upgrade have kept').toEqual(keepsake.get('balancers'));
});

test('the configuration of HAProxy makes an upgrade no harder than it is', ({ lab, advise }) => {
  for (const [name, { configFile }] of Object.entries(lab.balancers))
    for (const advice of configFile ? adviceOn(readFileSync(configFile, 'utf8')) : []) advise(`${name}: ${advice}`);
});
