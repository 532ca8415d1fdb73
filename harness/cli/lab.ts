import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Command, Option } from 'commander';
import {
  destroyLab,
  listLabs,
  MADE_HERE,
  type MadeHere,
  openLab,
  provisionLab,
  type ShapeName,
  type SshTarget,
} from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import { chosenLab, findLab, newLabId, tellProgress } from './labs.ts';
import { imageOption, port, refuseStrayImage, shapeOption, whole } from './options.ts';
import { renderHaproxyCommand } from './render-haproxy.ts';
import { table } from './table.ts';

interface LabUpOptions {
  readonly lab: MadeHere;
  readonly shape: ShapeName;
  readonly image?: string;
  readonly controllers?: number;
  readonly projects?: string[];
  readonly port?: number;
}

export function labCommand(finish: (code: number) => void): Command {
  const lab = new Command('lab')
    .enablePositionalOptions()
    .description('labs on this machine: make, look into, take down');

  lab
    .command('up')
    .description('make a lab that stays until it is taken down')
    .addOption(new Option('--lab <kind>', 'of processes, or of containers').choices(MADE_HERE).default('local'))
    .addOption(shapeOption())
    .addOption(imageOption())
    .option('--controllers <n>', 'how many controllers (default: as the shape has it)', whole)
    .option('--projects <names>', 'comma-separated (default: all)', (text: string) => text.split(','))
    .option('--port <n>', 'front-end port (default: a free one)', port)
    .action(async (options: LabUpOptions) => {
      refuseStrayImage(options);
      const id = newLabId();
      const description = await provisionLab(options.lab, {
        id,
        shape: options.shape,
        image: options.image,
        controllers: options.controllers,
        projects: options.projects,
        ...(options.port === undefined ? {} : { listenPort: options.port }),
        onProgress: tellProgress,
      });
      process.stdout.write(`lab ${id} is up\n`);
      for (const [name, { frontend }] of Object.entries(description.services))
        if (frontend) process.stdout.write(`  ${name}  ${frontend.url}\n`);
      process.stdout.write(`next: unbroken certify keystone --lab ${id}\n`);
    });

  lab
    .command('status')
    .description('what stands, in which state; exit code 1 when something is not in rotation')
    .argument('[id]', 'lab (default: all)')
    .option('--json', 'print JSON')
    .action(async (id: string | undefined, options: { json?: boolean }) => {
      const labs = (await listLabs()).filter((one) => id === undefined || one.id === id);
      if (id !== undefined && labs.length === 0) await findLab(id);
      const reports = await Promise.all(labs.map(look));
      if (options.json) process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
      else if (reports.length === 0) process.stdout.write('no lab stands on this machine\n');
      else for (const report of reports) process.stdout.write(print(report));
      if (
        reports.some(({ rows }) =>
          rows.some(({ admin, operational }) => admin !== 'ready' || operational !== 'running'),
        )
      )
        finish(1);
    });

  lab
    .command('ssh')
    .description('a shell on a node, or one command')
    .argument('<node>', 'name of the node')
    .argument('[command...]', 'command to run there')
    .option('--lab <lab>', 'lab, by id or lab.yaml (default: the only one)')
    .passThroughOptions()
    .action(async (node: string, command: string[], options: { lab?: string }) => {
      const description = await chosenLab(options.lab);
      const target = description.nodes[node]?.ssh;
      if (!target)
        throw new UsageError(
          'node-unknown',
          `no node "${node}"; there are: ${Object.keys(description.nodes).join(', ')}`,
        );
      const ssh = spawn('ssh', [...sshOptions(target), `${target.user}@${target.host}`, ...command], {
        stdio: 'inherit',
      });
      const [code] = (await once(ssh, 'close')) as [number | null];
      finish(code ?? 255);
    });

  lab
    .command('logs')
    .description('the last lines of what services and load balancers wrote')
    .argument('[node]', 'node or balancer (default: all)')
    .option('--lab <lab>', 'lab, by id or lab.yaml (default: the only one)')
    .option('--lines <n>', 'how many lines of each file', whole, 20)
    .action(async (node: string | undefined, options: { lab?: string; lines: number }) => {
      const description = await chosenLab(options.lab);
      await using open = await openLab(description);
      for (const [name, client] of open.nodes) {
        if (node !== undefined && node !== name) continue;
        const { stdout } = await client.run(`tail -n ${options.lines} var/log/*`, { timeoutMs: 10_000 });
        process.stdout.write(`--- ${name}\n${stdout}`);
      }
      for (const [name, { logFile }] of Object.entries(description.balancers)) {
        if ((node !== undefined && node !== name) || !logFile) continue;
        const tail = spawn('tail', ['-n', `${options.lines}`, logFile], { stdio: ['ignore', 'pipe', 'inherit'] });
        process.stdout.write(`--- ${name}\n`);
        for await (const chunk of tail.stdout) process.stdout.write(chunk);
      }
    });

  lab
    .command('down')
    .description('take labs down: every process, folder and address')
    .argument('[id...]', 'labs')
    .option('--all', 'every lab of this user on this machine')
    .action(async (ids: string[], options: { all?: boolean }) => {
      if (ids.length === 0 && !options.all)
        throw new UsageError(
          'lab-unnamed',
          'which lab? name it, or use --all',
          'unbroken lab status shows what stands',
        );
      const known = (await listLabs()).map((one) => one.id);
      for (const id of ids) if (!known.includes(id)) await findLab(id);
      for (const id of options.all ? known : ids) {
        await destroyLab(id);
        process.stdout.write(`lab ${id} is down\n`);
      }
    });

  lab.addCommand(renderHaproxyCommand());

  return lab;
}

interface Look {
  readonly id: string;
  readonly state: string;
  readonly planted: string | null;
  readonly rows: readonly {
    balancer: string;
    backend: string;
    server: string;
    admin: string;
    operational: string;
  }[];
}

async function look(record: Awaited<ReturnType<typeof listLabs>>[number]): Promise<Look> {
  const { id, state, planted, description } = record;
  if (!description) return { id, state, planted, rows: [] };
  const rows = [];
  try {
    await using lab = await openLab(description);
    for (const [balancer, api] of lab.balancers)
      for (const { backend, server, admin, operational } of await api.servers())
        rows.push({ balancer, backend, server, admin, operational });
  } catch (error) {
    return { id, state: `broken: ${(error as Error).message}`, planted, rows };
  }
  return { id, state, planted, rows };
}

function print({ id, state, planted, rows }: Look): string {
  const out = rows.some(({ admin }) => admin !== 'ready');
  const body = table(
    rows.map(({ balancer, backend, server, admin, operational }) => [
      `  ${balancer}`,
      `${backend}/${server}`,
      admin,
      operational,
    ]),
  );
  const advice = out ? '  not everything is in rotation; a killed run is put right with: unbroken restore RUN\n' : '';
  const fault = planted === null ? '' : ` (planted: ${planted})`;
  return `lab ${id}: ${state}${fault}\n${rows.length > 0 ? body : ''}${advice}`;
}

function sshOptions({ port, privateKeyFile, agent, knownHostsFile, through = [] }: SshTarget): string[] {
  const known = [knownHostsFile ?? []].flat();
  const options = [
    'StrictHostKeyChecking=yes',
    ...(agent === undefined ? ['IdentitiesOnly=yes'] : [`IdentityAgent=${agent}`]),
    ...(known.length > 0 ? [`UserKnownHostsFile=${known.join(' ')}`] : []),
    ...(through.length > 0
      ? [`ProxyJump=${through.map((hop) => `${hop.user}@${hop.host}:${hop.port}`).join(',')}`]
      : []),
  ];
  const key = privateKeyFile === undefined ? [] : ['-i', privateKeyFile];
  return ['-p', `${port}`, ...key, ...options.flatMap((option) => ['-o', option])];
}
