import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type CatalogueEntry,
  draftLab,
  namedCloud,
  openRuntimeApi,
  type ReadConfig,
  readConfig,
  readInventory,
  surroundingsOf,
} from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import { readCatalogue } from '../inventory/index.ts';
import { examples } from './examples.ts';

interface InitOptions {
  readonly out: string;
  readonly haproxy?: string;
  readonly socket?: string;
  readonly balancer?: string;
  readonly inventory?: string;
  readonly catalogue: boolean;
  readonly name?: string;
  readonly old?: string;
  readonly new?: string;
  readonly unit: 'systemd' | 'service';
  readonly install: Readonly<Record<string, string>>;
  readonly release: Readonly<Record<string, string>>;
}

export function initCommand(): Command {
  return new Command('init')
    .description('make a lab.yaml by looking, and by asking where there is a terminal; never over another')
    .option('--out <file>', 'where to', 'lab.yaml')
    .option('--haproxy <file>', "HAProxy's configuration: front ends, backends, servers, socket")
    .option('--socket <socket>', 'admin socket to ask for servers: a path or HOST:PORT')
    .option('--balancer <host>', 'the host that the socket is on, entered over SSH (default: this one)')
    .option(
      '--inventory <source>',
      'an inventory of Ansible, or what "ansible-inventory --list" prints: names and ways into hosts',
    )
    .option(
      '--no-catalogue',
      "leave OpenStack's catalogue of services alone, although OS_CLOUD or OS_AUTH_URL names a cloud",
    )
    .option('--name <name>', 'of the lab')
    .option('--old <release>', 'what is installed')
    .option('--new <release>', 'what is to be installed')
    .addOption(
      new Option('--unit <kind>', 'what keeps services running').choices(['systemd', 'service']).default('systemd'),
    )
    .option('--install <service=command>', 'installs {release}; may be given again', pair, {})
    .option('--release <service=command>', 'prints the release; may be given again', pair, {})
    .addHelpText(
      'after',
      examples(
        ['unbroken init --haproxy /etc/haproxy/haproxy.cfg', 'ask for what the configuration does not tell'],
        ['unbroken init --haproxy haproxy.cfg --inventory inventory/ --old 1.0 --new 2.0', 'hosts as Ansible has them'],
        ['OS_CLOUD=staging unbroken init --haproxy haproxy.cfg', "addresses as OpenStack's catalogue has them"],
      ),
    )
    .action(async (options: InitOptions) => {
      if (existsSync(options.out))
        throw new UsageError('file-exists', `${options.out} is there already`, 'name another file with --out');
      const config = await look(options);
      const hosts = options.inventory === undefined ? [] : await readInventory(options.inventory);
      const said = await ask(options, config);
      const { text, missing, elsewhere } = draftLab({
        ...said,
        config,
        hosts,
        ...(options.catalogue ? await lookUp(options.out) : {}),
        balancer: { socket: options.socket, host: options.balancer },
      });
      writeFileSync(options.out, text, { flag: 'wx' });
      process.stdout.write(`${options.out}\n`);
      for (const place of missing) process.stdout.write(`still to be said: ${place}\n`);
      for (const service of elsewhere) process.stdout.write(`behind no front end that was seen: ${service}\n`);
      process.stdout.write(`next: unbroken doctor --lab ${options.out}\n`);
    });
}

interface LookedUp {
  readonly catalogue: readonly CatalogueEntry[];
  readonly credentials: { readonly cloud?: string };
}

/** What the cloud that the environment names tells of its services. One that does not answer is told, and left out. */
async function lookUp(out: string): Promise<LookedUp | undefined> {
  const found = namedCloud(surroundingsOf(out));
  if (!found) return undefined;
  const catalogue = await readCatalogue(found).catch((error: Error) => {
    process.stderr.write(`the catalogue of services is left out: ${error.message}\n`);
    return [];
  });
  return { catalogue, credentials: found.cloud === undefined ? {} : { cloud: found.cloud } };
}

/** The configuration tells all; a socket tells servers and backends, and nothing of where users come in. */
async function look({ haproxy, socket }: InitOptions): Promise<ReadConfig> {
  if (haproxy !== undefined) return readConfig(readText(haproxy));
  if (socket === undefined)
    throw new UsageError('nothing-to-look-at', 'expected --haproxy FILE or --socket SOCKET: where are the servers?');
  const states = await openRuntimeApi('lb1', socket).servers();
  const backends = Map.groupBy(states, ({ backend }) => backend);
  return {
    adminSockets: [socket],
    frontends: [...backends.keys()].map((backend) => ({ name: backend, address: '*', port: 80, tls: false, backend })),
    backends: Object.fromEntries(
      [...backends].map(([backend, servers]) => [
        backend,
        servers.map(({ server, address }) => ({ name: server, address })),
      ]),
    ),
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError('file-unreadable', `${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

type Said = Pick<Parameters<typeof draftLab>[0], 'name' | 'releases' | 'unit' | 'install' | 'release'>;

/** Without a terminal nobody is asked: what is not said is left open in the file. */
async function ask(options: InitOptions, { frontends }: ReadConfig): Promise<Said> {
  const { unit } = options;
  const asks = process.stdin.isTTY === true && process.stderr.isTTY === true && !process.env.CI;
  using lines = asks ? createInterface({ input: process.stdin, output: process.stderr }) : undefined;
  const said = async (given: string | undefined, question: string, otherwise: string): Promise<string> => {
    if (given !== undefined) return given;
    return (await lines?.question(`${question} [${otherwise}] `))?.trim() || otherwise;
  };
  const name = await said(options.name, 'Name of the lab?', 'my-lab');
  const releases = {
    old: await said(options.old, 'Release that is installed?', 'old'),
    new: await said(options.new, 'Release to be installed?', 'new'),
  };
  const install: Record<string, string> = { ...options.install };
  const release: Record<string, string> = { ...options.release };
  for (const { backend } of lines ? frontends : []) {
    install[backend] ??= await said(undefined, `Command that installs {release} of ${backend}?`, 'false');
    release[backend] ??= await said(undefined, `Command that prints the release of ${backend}?`, 'false');
  }
  return { name, releases, unit, install, release };
}

function pair(text: string, all: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected SERVICE=COMMAND.');
  return { ...all, [text.slice(0, at)]: text.slice(at + 1) };
}
