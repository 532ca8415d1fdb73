import { describedLab, expect, test } from '../../index.ts';

const COMMAND_MS = 30_000;

for (const [service, { members, commands, releases: own }] of Object.entries(describedLab().services))
  test(`${service} has one release, on every node`, async ({ ssh, lab }) => {
    const releases = new Map<string, string>();
    for (const node of Object.keys(members)) {
      const { stdout } = await (await ssh(node)).run(commands.release, { timeoutMs: COMMAND_MS });
      releases.set(node, stdout.trim());
    }
    const [first] = releases.values();
    expect(Object.values(own ?? lab.releases)).toContain(first);
    expect(Object.fromEntries(releases)).toEqual(Object.fromEntries(Object.keys(members).map((node) => [node, first])));
  });
