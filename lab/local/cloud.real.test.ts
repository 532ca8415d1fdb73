import { expect, test } from '@playwright/test';
import { CLOUD } from '../cloud/index.ts';
import { labForTest } from './lab-for-test.ts';

// One lab for all of it: it is the largest one there is.
test('all projects together: every unit runs on every one of its nodes, and answers where it listens', async () => {
  await using lab = await labForTest({ shape: 'small', controllers: 3, projects: CLOUD.map(({ name }) => name) });
  const run = async (node: string, command: string) => {
    const { code, stdout, stderr } = await lab.nodes.get(node)!.run(command, { timeoutMs: 20_000 });
    return { code, output: stdout.trim() || stderr.trim() };
  };
  for (const [unit, { members, commands, frontend }] of Object.entries(lab.description.services)) {
    for (const [node, { url }] of Object.entries(members)) {
      expect(await run(node, commands.status), `${unit} on ${node}`).toMatchObject({ code: 0 });
      expect(await run(node, commands.release)).toEqual({ code: 0, output: '2025.1' });
      expect(await run(node, commands.reload!), `${unit} on ${node}`).toMatchObject({ code: 0 });
      expect(await run(node, commands.status), `${unit} on ${node} after reload`).toMatchObject({ code: 0 });
      if (url) expect((await fetch(url)).status, `${unit} on ${node}`).toBeLessThan(400);
    }
    if (frontend) expect((await fetch(frontend.url)).status, unit).toBeLessThan(400);
  }
  const servers = await lab.balancer.servers();
  expect(servers.filter(({ operational }) => operational !== 'running')).toEqual([]);

  // The accounts of projects stand there.
  for (const node of lab.nodes.keys())
    expect((await run(node, 'stat -c %a etc/*.json')).output.split('\n').filter((mode) => mode !== '600')).toEqual([]);

  // Code of the new release can be run while none of it is installed.
  for (const { name, units, tools } of CLOUD)
    for (const tool of Object.keys(tools)) {
      const [first] = units;
      const path = `opt/${first!.name}/2026.1/bin/${tool}`;
      expect(await run('controller1', `test -x ${path}`), name).toMatchObject({ code: 0 });
    }
});
