import type { Failover, LabShape } from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import { type Act, act } from '../journal/index.ts';
import type { RollStep } from './scenario.ts';

/** What a roll goes over, and the acts that depend on it. */
export interface Site {
  readonly lab: LabShape;
  readonly nodes: readonly string[];
  readonly drainSeconds: number;
  observe(why: 'mixed' | 'settle'): Act[];
  crossover(service: string, enter: Side, leave: Side): Act;
  failover(node: string, by: Failover): Act;
}

type Side = readonly { readonly node: string; readonly server: string }[];

/** The acts that one step of a roll comes to on one node: none where the service does not run there. */
export function take(step: RollStep, node: string, site: Site): Act[] {
  const here = (services: readonly string[]) => services.filter((service) => runsOn(site.lab, service, node));
  if ('drain' in step) {
    const server = serverOn(site, step.drain, node);
    return [act('drain', { service: step.drain, node, server, limitSeconds: site.drainSeconds, by: step.by })];
  }
  if ('rejoin' in step)
    return [act('rejoin', { service: step.rejoin, node, server: serverOn(site, step.rejoin, node) })];
  if ('stop' in step) return here(step.stop).map((service) => act('stop', { service, node }));
  if ('install' in step)
    return here(step.install).map((service) => {
      const { balancer } = memberOn(site.lab, service, node);
      const seat = balancer === undefined ? {} : { balancer };
      return act('install', { service, node, ...releasesOf(site.lab, service), ...seat });
    });
  if ('start' in step) return here(step.start).map((service) => act('start', { service, node }));
  if ('restart' in step)
    return here(step.restart).flatMap((service) => [act('stop', { service, node }), act('start', { service, node })]);
  if ('reload' in step) return here(step.reload).map((service) => act('reload', { service, node }));
  if ('ready' in step)
    return here(step.ready).map((service) => {
      const { server, balancer } = memberOn(site.lab, service, node);
      const seat = { ...(server === undefined ? {} : { server }), ...(balancer === undefined ? {} : { balancer }) };
      return act('ready', { service, node, ...seat });
    });
  if (!isChosen(step.on, node, site)) return [];
  if ('failover' in step) return [site.failover(node, step.failover)];
  if ('database' in step) {
    const release = releasesOf(site.lab, step.of).to;
    return [act('database', { service: step.of, node, phase: step.database, release })];
  }
  const { back } = step;
  return [
    act('call', {
      operations: step.call,
      why: step.why,
      node,
      ...(back ? { back: { operations: back.call, why: back.why, node } } : {}),
    }),
  ];
}

export function serverOn(site: Pick<Site, 'lab'>, service: string, node: string): string {
  const { server } = memberOn(site.lab, service, node);
  if (server !== undefined) return server;
  throw new UsageError('no-server', `${service} on ${node} does not stand behind a load balancer: it can't be drained`);
}

export function knownService(lab: LabShape, service: string): LabShape['services'][string] {
  const found = lab.services[service];
  if (found) return found;
  throw new UsageError(
    'service-unknown',
    `the scenario names the service "${service}", and the lab has: ${Object.keys(lab.services).join(', ')}`,
    'name a lab that has it with --lab (load balancers are nodes in a lab of containers: --lab docker), or say under `absent` of lab.yaml why yours does without',
  );
}

/** From which release a service goes to which: its own, or the lab's. */
export function releasesOf(lab: LabShape, service: string): { from: string; to: string } {
  const { old: from, new: to } = knownService(lab, service).releases ?? lab.releases;
  return { from, to };
}

function memberOn(lab: LabShape, service: string, node: string) {
  const member = knownService(lab, service).members[node];
  if (member) return member;
  throw new UsageError('not-a-member', `the scenario wants ${service} on ${node}, where it does not run`);
}

function runsOn(lab: LabShape, service: string, node: string): boolean {
  return node in knownService(lab, service).members;
}

function isChosen(on: 'first' | 'last' | 'each', node: string, { nodes }: Site): boolean {
  return on === 'each' || node === (on === 'first' ? nodes[0] : nodes.at(-1));
}
