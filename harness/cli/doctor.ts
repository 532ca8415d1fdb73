import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Command } from 'commander';
import { findEngine, findHaproxy } from '../../lab/index.ts';
import { examineLab, type Finding } from '../doctor/index.ts';
import { examples } from './examples.ts';
import { findLab } from './labs.ts';
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
    .option('--lab <lab>', 'try every access to this lab, by id or lab.yaml: it is only asked')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      examples(
        ['unbroken doctor', 'this machine'],
        ['unbroken doctor --lab lab.yaml', 'SSH, sudo, clocks, disks, load balancers and addresses of a lab'],
      ),
    )
    .action(async (options: { lab?: string; json?: boolean }) => {
      if (options.lab !== undefined) {
        finish(await examine(options.lab, options.json));
        return;
      }
      const parts = await partsHere();
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

async function examine(lab: string, json: boolean | undefined): Promise<number> {
  const findings = await examineLab(await findLab(lab));
  if (json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  else
    process.stdout.write(
      table(findings.map(({ of, access, state, found }) => [state, of, access, found])) + howToMend(findings),
    );
  return findings.some(({ state }) => state === 'missing') ? 64 : 0;
}

function howToMend(findings: readonly Finding[]): string {
  const mends = findings.filter(({ mend }) => mend !== undefined);
  if (mends.length === 0) return '';
  return `\n${mends.map(({ of, access, mend }) => `${of}, ${access}\n  → ${mend}\n`).join('')}`;
}

async function partsHere(): Promise<Part[]> {
  const haproxy = await findHaproxy();
  const engine = await findEngine();
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
      name: 'container engine',
      found:
        engine && `${engine.info.containerRuntime.serverVersion} (${engine.info.containerRuntime.operatingSystem})`,
      without: 'no labs of containers (--lab docker), and their tests are not run',
      mend: 'apt-get install docker.io mmdebstrap; where no systemd starts it: dockerd &',
      needed: false,
    },
    {
      name: 'Ansible',
      found: onPath('ansible-playbook'),
      without: 'no upgrade by playbooks (--strategy), and its tests fail',
      mend: 'apt-get install ansible-core',
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
