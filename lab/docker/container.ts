import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { LabError } from '../error.ts';
import { type Engine, loadTestcontainers } from './engine.ts';
import { labelsOf } from './labels.ts';
import { networkName } from './network.ts';
import { BOOTED, CODE_ROOT, INIT, NODE_BINARY, NODE_ROOT, SHARED } from './places.ts';

/** One host of a lab: how it is to be made. */
export interface Host {
  readonly labId: string;
  readonly name: string;
  readonly address: string;
  readonly image: string;
  readonly files: readonly HostFile[];
  /** A folder of this machine whose content becomes the node's root. */
  readonly root: string;
  /** Of everything that runs there. */
  readonly environment: Readonly<Record<string, string>>;
  readonly capabilities: readonly string[];
  /** Of this machine's, by path. */
  readonly devices?: readonly string[];
  /** Settings of its own network. */
  readonly sysctls: Readonly<Record<string, string>>;
}

export interface HostFile {
  readonly target: string;
  readonly content: string;
  readonly mode: number;
}

const run = promisify(execFile);

const REPOSITORY_ROOT = join(import.meta.dirname, '..', '..');

export const containerName = (labId: string, name: string) => `unbroken-${labId}-${name}`;

export const volumeName = (labId: string) => `unbroken-${labId}`;

/** Where a file of ours is in every container. */
export const placeOf = (file: string) => join(CODE_ROOT, file.slice(REPOSITORY_ROOT.length));

/** Starts a host. The address is fixed: a container that is started again has it again. */
export async function startHost(host: Host): Promise<void> {
  const { GenericContainer, PullPolicy } = await loadTestcontainers();
  const { labId, name, address, image, root, environment, capabilities, devices = [], sysctls } = host;
  const network = networkName(labId);

  // What testcontainers has no word for.
  class LabContainer extends GenericContainer {
    protected override async beforeContainerCreated(): Promise<void> {
      this.createOpts.NetworkingConfig = { EndpointsConfig: { [network]: { IPAMConfig: { IPv4Address: address } } } };
      this.hostConfig.Sysctls = { ...sysctls };
      this.hostConfig.Devices = devices.map((path) => ({
        ...{ PathOnHost: path, PathInContainer: path, CgroupPermissions: 'rwm' },
      }));
      this.hostConfig.Binds = [...mounts(), `${volumeName(labId)}:${SHARED}`];
      this.hostConfig.Init = true;
    }
  }

  const files = await archive(root);
  const started = await new LabContainer(image)
    .withPullPolicy(PullPolicy.neverPull())
    .withAutoCleanup(false)
    .withAutoRemove(false)
    .withName(containerName(labId, name))
    .withHostname(name)
    // Whatever else an image would begin with.
    .withEntrypoint(INIT)
    // Where it is missing it is made.
    .withWorkingDir(NODE_ROOT)
    .withEnvironment({ ...environment })
    .withLabels(labelsOf(labId))
    .withNetworkMode(network)
    .withAddedCapabilities(...capabilities)
    .withCopyContentToContainer([...host.files])
    .withCopyArchivesToContainer([{ tar: Readable.from([files]), target: NODE_ROOT }])
    .start();
  // A container counts as started before its first process has done anything.
  const { exitCode, output } = await started.exec(['timeout', '20', 'sh', '-c', UNTIL_BOOTED]);
  if (exitCode !== 0) throw new LabError('process-failed', `${name} did not boot: ${output.trim()}`);
}

const UNTIL_BOOTED = `until [ -e ${BOOTED} ]; do sleep 0.02; done`;

/** As root's, with links as they are. */
async function archive(folder: string): Promise<Buffer> {
  const parameters = ['-C', folder, '--owner=0', '--group=0', '-c', '.'];
  return (await run('tar', parameters, { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 })).stdout;
}

function mounts(): string[] {
  const code = ['lab', 'node_modules', 'package.json'].map((part) => [
    realpathSync(join(REPOSITORY_ROOT, part)),
    join(CODE_ROOT, part),
  ]);
  return [...code, [realpathSync(process.execPath), NODE_BINARY]].map(([from, to]) => `${from}:${to}:ro`);
}

/** Runs a program on a host, as its console would, before anybody can reach it over SSH. */
export async function runOnHost(
  engine: Engine,
  host: { readonly labId: string; readonly name: string },
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly exitCode: number; readonly output: string }> {
  const container = engine.container.getById(containerName(host.labId, host.name));
  const { exitCode, output } = await engine.container.exec(container, [...command], {
    workingDir: NODE_ROOT,
    env: { ...environment },
  });
  return { exitCode, output };
}
