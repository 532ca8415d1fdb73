import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Command } from 'commander';
import { findHaproxy } from '../../lab/index.ts';
import { table } from './table.ts';

interface Part {
  readonly name: string;
  readonly found: string | undefined;
  /** What can't be done without it. */
  readonly without: string;
  readonly mend: string;
  readonly needed: boolean;
}

export function doctorCommand(finish: (code: number) => void): Command {
  return new Command('doctor')
    .description('show what is there, what is missing, and what each missing thing disables; touches nothing')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const parts = await examine();
      if (options.json) process.stdout.write(`${JSON.stringify(parts, null, 2)}\n`);
      else
        process.stdout.write(
          table(
            parts.map(({ name, found, without, mend }) => [
              found === undefined ? 'missing' : 'ok',
              name,
              found ?? `without it: ${without}; ${mend}`,
            ]),
          ),
        );
      if (parts.some(({ found, needed }) => needed && found === undefined)) finish(64);
    });
}

async function examine(): Promise<Part[]> {
  const haproxy = await findHaproxy();
  return [
    {
      name: 'Node 24',
      found: Number.parseInt(process.versions.node, 10) >= 24 ? process.versions.node : undefined,
      without: 'nothing runs',
      mend: 'npm rebuild node',
      needed: true,
    },
    {
      name: 'HAProxy',
      found: haproxy && `${haproxy.version} (${haproxy.path})`,
      without: 'no lab on this machine, so no "certify" without --lab',
      mend: 'apt-get install haproxy',
      needed: true,
    },
    {
      name: 'OpenSSH client',
      found: onPath('ssh'),
      without: 'no "lab ssh", and its tests fail',
      mend: 'apt-get install openssh-client',
      needed: false,
    },
    {
      name: 'Chromium',
      found: onPath('chromium') ?? onPath('chromium-browser') ?? onPath('google-chrome'),
      without: "the report's tests can't run; reports themselves open in any browser",
      mend: 'apt-get install chromium',
      needed: false,
    },
  ];
}

function onPath(program: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
