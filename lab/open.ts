import type { BalancerDescription, LabDescription } from './description.ts';
import { type AdminSocket, openRuntimeApi, portOf, type RuntimeApi } from './haproxy/index.ts';
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
  for (const [name, balancer] of Object.entries(description.balancers)) {
    const api = await openBalancer(name, balancer, stack);
    // Answers, or throws that it cannot be reached.
    await api.info();
    balancers.set(name, api);
  }
  const connections = stack.move();
  return { description, nodes, balancers, [Symbol.asyncDispose]: () => connections.disposeAsync() };
}

/** Nothing is asked of it yet. What is opened on the way there ends with the stack. */
export async function openBalancer(
  name: string,
  { adminSocket, ssh }: BalancerDescription,
  stack: AsyncDisposableStack,
): Promise<RuntimeApi> {
  if (!ssh) return openRuntimeApi(name, adminSocket);
  const host = stack.use(await connectSsh(ssh, name));
  const there: AdminSocket = {
    where: `${adminSocket} on ${ssh.host}`,
    connect: () => host.reach(portOf(adminSocket) ?? adminSocket),
  };
  return openRuntimeApi(name, there);
}
