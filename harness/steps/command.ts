import type { CommandResult, ServiceDescription } from '../../lab/index.ts';
import type { Bench } from './bench.ts';
import { StepError } from './error.ts';
import { until } from './until.ts';

/**
 * Runs one of a service's commands on a node. It is never broken off by an interruption: a command whose end is unknown
 * is worse than one that is waited for, and it has its time limit.
 */
export async function command(
  bench: Bench,
  service: string,
  node: string,
  pick: (commands: ServiceDescription['commands']) => string | undefined,
  release?: string,
): Promise<CommandResult> {
  const template = pick(serviceOf(bench, service).commands);
  if (template === undefined)
    throw new StepError('command-missing', 'experiment', `the lab has no such command for ${service} on ${node}`);
  const line = template.replaceAll('{release}', release ?? '');
  const result = await nodeOf(bench, node).run(line, { timeoutMs: bench.limits.commandSeconds * 1000 });
  const output = (result.stdout + result.stderr).trim();
  bench.record({ event: 'command', node, command: line, code: result.code, milliseconds: result.milliseconds, output });
  if (result.code !== 0)
    throw new StepError(
      'command-failed',
      'upgrade',
      `"${line}" on ${node} ended with ${result.code ?? result.signal}: ${lastLine(output)}`,
      { node, command: line, code: result.code, output },
    );
  return result;
}

/** Waits until the node itself says that the service runs. */
export async function waitForStatus(bench: Bench, service: string, node: string): Promise<void> {
  const { status } = serviceOf(bench, service).commands;
  let last = '';
  const running = await until(
    async () => {
      const result = await nodeOf(bench, node).run(status, { timeoutMs: bench.limits.commandSeconds * 1000 });
      last = lastLine((result.stdout + result.stderr).trim());
      return result.code === 0 ? true : undefined;
    },
    { limitSeconds: bench.limits.readySeconds, everyMs: 200, signal: bench.signal },
  );
  if (!running) throw new StepError('not-running', 'upgrade', `${service} does not run on ${node}: ${last}`);
}

/** Where users reach it. A service that nobody calls directly has no such place, and can't be drained or called. */
export function frontendOf(bench: Bench, service: string): NonNullable<ServiceDescription['frontend']> {
  const { frontend } = serviceOf(bench, service);
  if (!frontend) throw new StepError('no-frontend', 'experiment', `${service} does not stand behind a load balancer`);
  return frontend;
}

export function serviceOf(bench: Bench, service: string): ServiceDescription {
  const found = bench.lab.description.services[service];
  if (!found) throw new StepError('service-unknown', 'experiment', `the lab has no service ${service}`);
  return found;
}

function nodeOf(bench: Bench, node: string) {
  const found = bench.lab.nodes.get(node);
  if (!found) throw new StepError('node-unknown', 'experiment', `the lab has no node ${node}`);
  return found;
}

function lastLine(output: string): string {
  return output.split('\n').at(-1) || 'no output';
}
