import { expect } from '../../index.ts';
import type { test as onServer } from './kept-server.ts';
import { act, HAVE_INSIDE, makeGroup, show, smallestFlavor, untilActive, untilStatus } from './servers.ts';

const ACTIONS = 'tempest.api.compute.servers.test_server_actions.ServerActionsTestJSON';
const RESCUE = 'tempest.api.compute.servers.test_server_rescue.ServerRescueTestJSON';
const CREATE = 'tempest.api.compute.servers.test_create_server.ServersTestJSON';

/** The same checks of any server: the one that lives through the upgrade, and a new one. Each leaves it active. */
export function serverChecks(test: typeof onServer): void {
  test(`${CREATE}.test_verify_server_details`, async ({ cloud, server }) => {
    expect(await show(cloud, server)).toMatchObject({ ...server, status: 'ACTIVE', 'OS-EXT-STS:power_state': 1 });
  });

  test(`${ACTIONS}.test_pause_unpause_server`, async ({ cloud, guest, server }) => {
    await act(cloud, server, { pause: null });
    await untilStatus(cloud, server, 'PAUSED');
    await act(cloud, server, { unpause: null });
    await untilActive(cloud, server);
    if (HAVE_INSIDE) await guest(server);
  });

  test(`${ACTIONS}.test_suspend_resume_server`, async ({ cloud, guest, server }) => {
    await act(cloud, server, { suspend: null });
    await untilStatus(cloud, server, 'SUSPENDED');
    await act(cloud, server, { resume: null });
    await untilActive(cloud, server);
    if (HAVE_INSIDE) await guest(server);
  });

  test(`${ACTIONS}.test_shelve_unshelve_server`, async ({ cloud, guest, server }) => {
    await act(cloud, server, { shelve: null });
    await untilStatus(cloud, server, 'SHELVED_OFFLOADED');
    await act(cloud, server, { unshelve: null });
    await untilActive(cloud, server);
    if (HAVE_INSIDE) await guest(server);
  });

  test(`${RESCUE}.test_rescue_unrescue_instance`, async ({ cloud, guest, server }) => {
    await act(cloud, server, { rescue: {} });
    await untilStatus(cloud, server, 'RESCUE');
    await act(cloud, server, { unrescue: null });
    await untilActive(cloud, server);
    if (HAVE_INSIDE) await guest(server);
  });

  if (!HAVE_INSIDE) return;

  test(`${CREATE}.test_host_name_is_same_as_server_name`, async ({ guest, server }) => {
    expect(await (await guest(server)).say('hostname')).toBe(server.name);
  });

  test(`${CREATE}.test_verify_created_server_vcpus`, async ({ cloud, guest, server }) => {
    const { flavor } = await show(cloud, server);
    expect(await (await guest(server)).say('nproc')).toBe(`${flavor.vcpus}`);
    expect(flavor.original_name).toBe((await smallestFlavor(cloud)).name);
  });

  // A group belongs to ports.
  test(`${RESCUE}.test_rescued_vm_add_remove_security_group`, async ({ cloud, server }) => {
    const name = `rescued-${crypto.randomUUID()}`;
    const removeGroup = await makeGroup(cloud, name);
    const groups = async () => (await show(cloud, server)).security_groups.map((group: { name: string }) => group.name);
    await act(cloud, server, { rescue: {} });
    await untilStatus(cloud, server, 'RESCUE');
    await act(cloud, server, { addSecurityGroup: { name } });
    await expect.poll(groups).toContain(name);
    await act(cloud, server, { removeSecurityGroup: { name } });
    await expect.poll(groups).not.toContain(name);
    await act(cloud, server, { unrescue: null });
    await untilActive(cloud, server);
    await removeGroup();
  });
}
