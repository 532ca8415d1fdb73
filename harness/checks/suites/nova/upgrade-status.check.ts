import { describedLab, expect, test } from '../../index.ts';

const COMMAND_MS = 60_000;

/** 0 is well, 1 are warnings, 2 is "do not go on". */
for (const [service, { project, members, commands }] of Object.entries(describedLab().services))
  if (project === 'nova' && commands.database.check !== undefined)
    test(`nova-status upgrade check, by the code of ${service} that is installed`, async ({ ssh, advise }) => {
      const node = await ssh(Object.keys(members)[0] ?? '');
      const release = (await node.run(commands.release, { timeoutMs: COMMAND_MS })).stdout.trim();
      const line = commands.database.check!.replaceAll('{release}', release);
      const { code, stdout, stderr } = await node.run(line, { timeoutMs: COMMAND_MS });
      if (code === 1) advise(stdout);
      expect([0, 1], stdout + stderr).toContain(code);
    });
