import type { LabDescription } from '../../description.ts';
import { LabError } from '../../error.ts';
import type { Blow } from '../blow/index.ts';

/** Ways in which a load balancer loses the address that it shares with another. */
export const FAILOVERS = ['keepalived-stopped', 'haproxy-killed', 'paused', 'network-cut'] as const;
export type Failover = (typeof FAILOVERS)[number];

interface Harm {
  readonly harm: Blow;
  /** May be done twice, and where nothing was harmed. */
  readonly mend: readonly Blow[];
  readonly says: string;
}

type Site = Pick<LabDescription, 'services'> & Partial<Pick<LabDescription, 'kind'>>;

/** What makes it so, and what puts it right. An error where this lab has no such thing. */
export function failoverOf(lab: Site, balancer: string, by: Failover): Harm {
  const run = (unit: string, ...commands: ('stop' | 'start')[]): Blow => ({
    node: balancer,
    run: commands.map((command) => commandOf(lab, balancer, unit, command)).join(' && '),
  });
  switch (by) {
    case 'keepalived-stopped':
      return {
        harm: run('keepalived', 'stop'),
        mend: [run('keepalived', 'start')],
        says: `keepalived is stopped on ${balancer}`,
      };
    case 'haproxy-killed':
      return {
        harm: { node: balancer, run: 'killall -KILL haproxy' },
        mend: [run('haproxy', 'start')],
        says: `HAProxy is killed on ${balancer}`,
      };
    case 'paused':
      return {
        harm: hostOf(lab, balancer, 'pause'),
        mend: [hostOf(lab, balancer, 'unpause')],
        says: `${balancer} stands still`,
      };
    case 'network-cut':
      return {
        harm: hostOf(lab, balancer, 'cut'),
        // What has joined again has another interface, which keepalived does not know until it is started anew.
        mend: [hostOf(lab, balancer, 'join'), run('keepalived', 'stop', 'start')],
        says: `the network of ${balancer} is cut`,
      };
  }
}

function commandOf({ services }: Site, balancer: string, unit: string, command: 'stop' | 'start'): string {
  const service = services[unit];
  if (service?.members[balancer]) return service.commands[command];
  throw new LabError('no-failover', `The lab has no service "${unit}" on ${balancer}`, {
    fix: `Describe it, with the commands that stop and start it: services.${unit}.`,
  });
}

function hostOf({ kind }: Site, host: string, happens: 'pause' | 'unpause' | 'cut' | 'join'): Blow {
  if (kind === 'docker') return { host, happens };
  throw new LabError('no-failover', `Only a lab of containers can pause ${host}, or cut its network`, {
    fix: 'Use keepalived-stopped or haproxy-killed.',
  });
}
