import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { BalancerDescription } from '../description.ts';
import { LabError } from '../error.ts';
import { type Flaw, flawConfiguration } from '../faults/flaw/index.ts';
import { type FrontendSpec, openRuntimeApi, renderConfig, startHaproxy } from '../haproxy/index.ts';
import { startBackground } from './background.ts';
import { nodeEnvironment } from './node-root.ts';
import { identify, type ProcessIdentity } from './process-identity.ts';

export interface Balancer {
  readonly name: string;
  readonly processes: Readonly<Record<string, ProcessIdentity>>;
  readonly description: BalancerDescription;
}

const UP_LIMIT_MS = 15_000;

export async function startLogs(folder: string, labId: string, address: string, signal: AbortSignal) {
  mkdirSync(folder);
  const { identity, message } = await startBackground({
    program: join(import.meta.dirname, 'log-process.ts'),
    argument: { address, file: join(folder, 'haproxy.log') },
    environment: nodeEnvironment(labId, folder),
    folder,
    log: join(folder, 'syslog.log'),
    signal,
  });
  return { identity, address, port: z.object({ port: z.number() }).parse(message).port };
}

export async function startBalancer(options: {
  readonly name: string;
  readonly folder: string;
  readonly labId: string;
  readonly logs: Awaited<ReturnType<typeof startLogs>>;
  readonly frontends: readonly FrontendSpec[];
  /** Another one listens at the same addresses. */
  readonly shared: boolean;
  readonly flaws: readonly Flaw[];
}): Promise<Balancer> {
  const { name, folder, labId, logs, frontends, shared, flaws } = options;
  const adminSocket = join(folder, 'admin.sock');
  const config = renderConfig({ adminSocket, log: { address: logs.address, port: logs.port }, frontends, shared });
  const { pid } = await startHaproxy({
    folder,
    config: flawConfiguration(name, config, flaws),
    environment: nodeEnvironment(labId, folder),
  });
  const identity = identify(pid);
  if (!identity) throw new LabError('haproxy-failed', `HAProxy ended right after it was started; see ${folder}`);
  return {
    name,
    processes: { [name]: identity, [`${name}-logs`]: logs.identity },
    description: { adminSocket, configFile: join(folder, 'haproxy.cfg'), logFile: join(folder, 'haproxy.log') },
  };
}

/** Until every server of every backend passes its check. */
export async function waitUntilUp(
  { name, description }: Balancer,
  signal: AbortSignal,
  limitMs = UP_LIMIT_MS,
): Promise<void> {
  const api = openRuntimeApi(name, description.adminSocket);
  const deadline = performance.now() + limitMs;
  for (;;) {
    const down = (await api.servers()).filter((server) => server.operational !== 'running');
    if (down.length === 0) return;
    if (performance.now() > deadline) {
      const names = down.map(({ server }) => server).join(', ');
      throw new LabError(
        'haproxy-failed',
        `${name} finds ${names} down, ${limitMs / 1000} s after they said they were ready`,
      );
    }
    await delay(20, undefined, { signal });
  }
}
