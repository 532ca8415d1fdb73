import { type BalancerDescription, type LabDescription, openBalancer, type ServerState } from '../../lab/index.ts';
import { type Finding, find, Unfit } from './finding.ts';

export async function examineBalancer(
  name: string,
  balancer: BalancerDescription,
  { services }: LabDescription,
): Promise<Finding[]> {
  const of = `balancer ${name}`;
  await using stack = new AsyncDisposableStack();
  let states: ServerState[] = [];
  let level = '';
  const reached = await find(of, 'socket', async () => {
    const api = await openBalancer(name, balancer, stack);
    const { version, pid } = await api.info();
    states = await api.servers();
    level = (await api.send('show cli level')).trim();
    return `HAProxy ${version}, process ${pid}, on ${balancer.adminSocket}${balancer.ssh ? ` of ${balancer.ssh.host}` : ''}`;
  });
  if (reached.state !== 'ok') return [reached];
  return [
    reached,
    await find(of, 'level', async () => {
      if (level === 'admin') return level;
      throw new Unfit(
        `expected admin, got ${level}: nothing could be drained`,
        `Put "level admin" behind "stats socket ${balancer.adminSocket}" in its configuration, and reload it.`,
      );
    }),
    await find(of, 'servers', async () => serversOf(services, states)),
  ];
}

function serversOf(services: LabDescription['services'], states: readonly ServerState[]) {
  const wanted = Object.values(services).flatMap(({ frontend, members }) =>
    frontend ? Object.values(members).map(({ server }) => ({ backend: frontend.backend, server })) : [],
  );
  const stateOf = (one: (typeof wanted)[number]) =>
    states.find(({ backend, server }) => backend === one.backend && server === one.server);
  const unknown = wanted.filter((one) => !stateOf(one)).map(nameOf);
  if (unknown.length > 0)
    throw new Unfit(
      `it does not know ${unknown.join(', ')}`,
      `Correct backend and server names; it has: ${states.map(nameOf).join(', ') || 'none'}.`,
    );
  const away = wanted.filter((one) => {
    const state = stateOf(one);
    return state?.admin !== 'ready' || state.operational !== 'running' || state.weight === 0;
  });
  if (away.length === 0) return `${wanted.length} in rotation`;
  return {
    warning: `not in rotation: ${away.map(nameOf).join(', ')}`,
    mend: 'A run begins with every server in rotation: see why it is not.',
  };
}

const nameOf = ({ backend, server }: { readonly backend: string; readonly server?: string | undefined }) =>
  `${backend}/${server}`;
