import {
  type CommandResult,
  connectSsh,
  type GrenadeDescription,
  type LabDescription,
  type SshClient,
} from '../../lab/index.ts';
import { askGrenade, quote } from '../strategy/index.ts';
import { type Finding, find, Unfit } from './finding.ts';

type Node = LabDescription['nodes'][string];

const LIMIT_MS = 20_000;

/** Logs of nodes and of this machine are read side by side. */
const CLOCK_SECONDS = 1;

/** How commands ended is kept there, with up to 64 KiB of what each said. */
const LEAST_KILOBYTES = 50_000;

const HOME = '"${HOME:-/var/tmp}"';

export async function examineNode(name: string, { ssh }: Node, lab: LabDescription): Promise<Finding[]> {
  const of = `node ${name}`;
  const { become, ...login } = ssh;
  await using stack = new AsyncDisposableStack();
  let client: SshClient | undefined;
  const entered = await find(of, 'ssh', async () => {
    client = stack.use(await connectSsh(login, name));
    const way = (ssh.through ?? []).map(({ host }) => ` through ${host}`).join('');
    return `${ssh.user}@${ssh.host}:${ssh.port}${way}`;
  });
  if (!client) return [entered];
  const findings = [entered];
  if (become) {
    const root = await find(of, 'sudo', async () => {
      client = stack.use(await connectSsh(ssh, name));
      await run(client, 'true');
      return 'root';
    });
    findings.push(root);
    if (root.state === 'missing') return findings;
  }
  const node = client;
  findings.push(await find(of, 'clock', () => clock(node)), await find(of, 'disk', () => disk(node)));
  for (const [service, { members, commands, releases = lab.releases }] of Object.entries(lab.services))
    if (name in members) {
      const place = `${service} on ${name}`;
      findings.push(await find(place, 'release', () => release(node, commands.release, releases)));
      findings.push(await find(place, 'status', () => status(node, commands.status)));
    }
  const { tempest, strategy } = lab;
  if (tempest?.node === name) findings.push(await find(of, 'tempest', () => version(node, tempest)));
  const grenade = strategy?.grenade;
  if (grenade) findings.push(await find(of, 'grenade', () => projects(node, grenade)));
  return findings;
}

async function version(client: SshClient, { workspace, command }: NonNullable<LabDescription['tempest']>) {
  const { stdout, stderr } = await run(client, `cd ${quote(workspace)} && ls .stestr.conf && ${command} --version`);
  return (stdout + stderr).trim().split('\n').at(-1)!;
}

async function projects(client: SshClient, grenade: GrenadeDescription) {
  const told = await askGrenade(grenade, client);
  if ('projects' in told) return told.projects.join(', ');
  throw new Unfit(`${grenade.directory}: ${told.missing}`, 'Set Grenade up there, with the trees of both releases.');
}

async function run(client: SshClient, command: string): Promise<CommandResult> {
  const result = await client.run(command, { timeoutMs: LIMIT_MS });
  if (result.code === 0) return result;
  throw new Unfit(
    `"${command}" ended with ${result.code ?? result.signal}: ${lastLine(result)}`,
    'Run it there by hand.',
  );
}

async function clock(client: SshClient): Promise<string> {
  const before = Date.now();
  const { stdout } = await run(client, 'date +%s.%N');
  const after = Date.now();
  // The answer was made at some moment between the two.
  const there = Number(/^\d+(\.\d+)?/.exec(stdout)?.[0]);
  const [least, most] = [there - after / 1000, there - before / 1000];
  const off = Math.max(least, -most);
  if (off > CLOCK_SECONDS)
    throw new Unfit(`${off.toFixed(1)} s off at least`, 'Let both take their time from the same source (chrony, NTP).');
  return `${((least + most) / 2).toFixed(2)} s off, ±${((most - least) / 2).toFixed(2)}`;
}

async function disk(client: SshClient): Promise<string> {
  const { stdout } = await run(client, `test -w ${HOME} && df -Pk ${HOME} | tail -n 1`);
  const free = Number(stdout.trim().split(/\s+/)[3]);
  const text = `${Math.round(free / 1000)} MB free in the home folder`;
  if (free >= LEAST_KILOBYTES) return text;
  throw new Unfit(text, `Make room: ${LEAST_KILOBYTES / 1000} MB are needed to keep how commands end.`);
}

async function release(client: SshClient, command: string, { old, new: next }: LabDescription['releases']) {
  const said = (await run(client, command)).stdout.trim();
  if (said === old || said === next) return said;
  throw new Unfit(
    `"${command}" says ${JSON.stringify(said.slice(0, 80))}, expected ${old} or ${next}`,
    'Correct the command, or the releases.',
  );
}

async function status(client: SshClient, command: string) {
  const result = await client.run(command, { timeoutMs: LIMIT_MS });
  if (result.code === 0) return 'runs';
  return {
    warning: `"${command}" ended with ${result.code ?? result.signal}: ${lastLine(result)}`,
    mend: 'Start it, or correct the command.',
  };
}

const lastLine = ({ stdout, stderr }: CommandResult): string =>
  (stdout + stderr).trim().split('\n').at(-1) || 'no output';
