import { FAILOVERS, type Failover, failoverOf, labShape } from '../../../lab/index.ts';
import type { Fault } from '../fault.ts';
import { CROSSED, later } from './moments.ts';

const SAYS: Readonly<Record<Failover, string>> = {
  'keepalived-stopped': 'keepalived is stopped on the load balancer that has the shared address',
  'haproxy-killed': 'HAProxy is killed on the load balancer that has the shared address',
  paused: 'The load balancer that has the shared address stands still for some seconds',
  'network-cut': 'The load balancer that has the shared address is cut off from the network',
};

/** Accidents in the middle of an upgrade: nobody planned that the address moves, and what users notice is to be put down to it. */
export const FAILOVERS_BY_ACCIDENT: readonly Fault[] = FAILOVERS.map((by) => ({
  ...blowsOf(by),
  name: `failover-${by}`,
  says: `${SAYS[by]}, in the middle of an upgrade.`,
  where: 'balancer',
  scenario: 'keystone',
  lab: 'docker',
  // Whoever waits for an answer of somebody who is gone must find out within the run.
  changes: { profile: (profile) => ({ ...profile, timeoutSeconds: 2 }) },
  options: { mixed: 8 },
  expect: {
    verdict: 'refused',
    findings: [{ class: 'errors', step: 'observe' }],
    // While it is away, what the harness itself asks of it fails too; a HAProxy that is started anew has forgotten whom it had drained.
    also: ['outage', 'step-failed', ...(by === 'haproxy-killed' ? ['drain-lost', 'exposed'] : [])],
    cause: 'The shared address moved from lb1 to lb2 (nobody had planned it)',
  },
}));

/** The other one has taken the address long before it is mended. */
function blowsOf(by: Failover): Pick<Fault, 'blows'> {
  const { harm, mend } = failoverOf(labShape('docker', {}), 'lb1', by);
  const mending = mend.map((blow, index) => ({ when: later(CROSSED, 6_000 + 500 * index), blow }));
  return { blows: [{ when: CROSSED, blow: harm }, ...mending] };
}
