import type { LabDescription } from './description.ts';
import { openRuntimeApi, type RuntimeApi } from './haproxy/index.ts';
import type { Lab } from './lab.ts';
import { connectSsh, type SshClient } from './ssh/index.ts';

/** Connects to everything that a description names. If one part cannot be reached, nothing stays open. */
export async function openLab(description: LabDescription): Promise<Lab> {
  await using stack = new AsyncDisposableStack();
  const settled = await Promise.allSettled(
    Object.entries(description.nodes).map(
      async ([name, { ssh }]): Promise<[string, SshClient]> => [name, stack.use(await connectSsh(ssh, name))],
    ),
  );
  const nodes = new Map(
    settled.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    }),
  );
  const balancers = new Map<string, RuntimeApi>();
  for (const [name, { adminSocket }] of Object.entries(description.balancers)) {
    const balancer = openRuntimeApi(name, adminSocket);
    // Answers, or throws that it cannot be reached.
    await balancer.info();
    balancers.set(name, balancer);
  }
  const connections = stack.move();
  return { description, nodes, balancers, [Symbol.asyncDispose]: () => connections.disposeAsync() };
}
