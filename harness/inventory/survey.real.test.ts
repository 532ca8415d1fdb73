import { expect, test } from '@playwright/test';
import { destroyLocalLab, openLab, provisionLocalLab } from '../../lab/index.ts';
import { inventoriesOf, survey } from './index.ts';

test('a lab as it was made has nothing that does not fit; what is put wrong is found', async () => {
  const id = `inventory-${process.pid}`;
  await using stack = new AsyncDisposableStack();
  stack.defer(() => destroyLocalLab(id));
  const description = await provisionLocalLab({ id, shape: 'small', controllers: 2, projects: ['neutron'] });
  const lab = stack.use(await openLab(description));
  const look = () => survey(inventoriesOf(lab), Object.keys(description.nodes));
  const found = async () => (await look()).findings.map(({ code, service, node }) => [code, service, node]);

  const { cells, findings } = await look();
  expect(findings).toEqual([]);
  const of = (service: string) => cells.filter((cell) => cell.service === service);
  expect(of('neutron-server')).toMatchObject(
    ['controller1', 'controller2'].map((node) => ({ node, state: 'up', enabled: true, versions: ['2025.1'] })),
  );
  expect(of('neutron-server')[0]!.rows.map(({ source }) => source)).toEqual([
    'description',
    'haproxy lb1',
    'ssh controller1',
  ]);
  expect(of('neutron-l2-agent').map(({ node }) => node)).toEqual(['controller1', 'controller2', 'network1']);
  expect(of('neutron-dhcp-agent')[0]!.rows.map(({ source }) => source)).toEqual([
    'description',
    'neutron agents',
    'ssh network1',
  ]);

  const run = (node: string, command: string) => lab.nodes.get(node)!.run(command, { timeoutMs: 20_000 });
  const { frontend, members } = description.services['neutron-server']!;
  const server = members.controller2!.server!;
  await lab.balancers.get('lb1')!.setStates([{ backend: frontend!.backend, server, state: 'drain' }]);
  await run('network1', 'service neutron-l3-agent stop');
  await run('network1', 'install-release neutron-dhcp-agent 2026.1');
  await expect.poll(found, { timeout: 15_000 }).toEqual([
    ['restart-pending', 'neutron-dhcp-agent', 'network1'],
    ['service-down', 'neutron-l3-agent', 'network1'],
    ['out-of-rotation', 'neutron-server', 'controller2'],
    ['mixed-versions', 'neutron-dhcp-agent', null],
  ]);
});

test('what cannot be asked is named, and the rest is shown', async () => {
  const id = `silent-${process.pid}`;
  await using stack = new AsyncDisposableStack();
  stack.defer(() => destroyLocalLab(id));
  const description = await provisionLocalLab({ id, shape: 'small', controllers: 1, projects: ['neutron'] });
  const lab = stack.use(await openLab(description));
  await lab.nodes.get('controller1')!.run('service neutron-server stop', { timeoutMs: 20_000 });
  const { cells, findings } = await survey(inventoriesOf(lab), Object.keys(description.nodes));
  expect(findings.find(({ code }) => code === 'source-silent')?.message).toContain('neutron agents could not be asked');
  expect(cells.find(({ service }) => service === 'neutron-server')?.state).toBe('down');
  expect(cells.find(({ service }) => service === 'keystone')?.state).toBe('up');
});
