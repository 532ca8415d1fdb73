import { expect, test } from '@playwright/test';
import { identityClient, labForTest } from './lab-for-test.ts';

type TestLab = Awaited<ReturnType<typeof labForTest>>;

async function upgrade(lab: TestLab, controller: number, release = '2026.1') {
  const { stop, install, start } = lab.keystone.commands;
  for (const command of [stop, install.replace('{release}', release), start])
    expect(await lab.on(controller, command)).toMatchObject({ code: 0 });
}

test('a token from either release is valid at the other, all through the upgrade', async () => {
  await using lab = await labForTest();
  const client = identityClient(lab.description);
  const { database } = lab.keystone.commands;
  const early = (await client.issue(lab.keystoneUrl)).token;

  const everyMixWorks = async (versions: readonly string[]) => {
    expect(await Promise.all([1, 2].map(async (node) => (await client.version(lab.keystoneUrlOn(node))).id))).toEqual(
      versions,
    );
    const tokens = [early];
    for (const node of [1, 2]) {
      const issued = await client.issue(lab.keystoneUrlOn(node));
      expect(issued.status).toBe(201);
      tokens.push(issued.token);
    }
    for (const token of tokens)
      for (const node of [1, 2]) expect(await client.validate(lab.keystoneUrlOn(node), token)).toBe(200);
  };

  await everyMixWorks(['v3.14', 'v3.14']);
  // Only the new release knows the phases, so it is installed before they are run; what runs is still the old one.
  await lab.on(1, 'install-release keystone 2026.1');
  for (const phase of ['expand', 'migrate'] as const)
    expect(await lab.on(1, database[phase]!)).toMatchObject({ code: 0 });
  await everyMixWorks(['v3.14', 'v3.14']);
  await upgrade(lab, 1);
  await everyMixWorks(['v3.15', 'v3.14']);
  await upgrade(lab, 2);
  await everyMixWorks(['v3.15', 'v3.15']);
  expect(await lab.on(1, database.contract!)).toMatchObject({ code: 0 });
  await everyMixWorks(['v3.15', 'v3.15']);
});

test('new code answers 500 before expand, old code after contract', async () => {
  await using lab = await labForTest();
  const client = identityClient(lab.description);
  const { database } = lab.keystone.commands;
  await upgrade(lab, 1);
  expect((await client.issue(lab.keystoneUrlOn(1))).status).toBe(500);
  expect((await client.issue(lab.keystoneUrlOn(2))).status).toBe(201);
  expect(await lab.on(1, database.contract!)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('run contract ahead of expand'),
  });
  for (const phase of ['expand', 'migrate', 'contract'] as const) await lab.on(1, database[phase]!);
  expect((await client.issue(lab.keystoneUrlOn(1))).status).toBe(201);
  expect((await client.issue(lab.keystoneUrlOn(2))).status).toBe(500);
});

test('installing changes what is installed, not what runs', async () => {
  await using lab = await labForTest({ controllers: 1 });
  const client = identityClient(lab.description);
  const { release, install } = lab.keystone.commands;
  expect(await lab.on(1, release)).toMatchObject({ code: 0, stdout: '2025.1\n' });
  for (let time = 0; time < 2; time += 1)
    expect(await lab.on(1, install.replace('{release}', '2026.1'))).toMatchObject({ code: 0 });
  expect(await lab.on(1, release)).toMatchObject({ stdout: '2026.1\n' });
  expect((await client.version(lab.keystoneUrlOn(1))).id).toBe('v3.14');
  expect(await lab.on(1, install.replace('{release}', '2027.1'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('keystone 2026.1'),
  });
  expect(await lab.on(1, release)).toMatchObject({ stdout: '2026.1\n' });
});
