import { type Disturbance, disturbHost } from '../../docker/index.ts';
import type { Lab } from '../../lab.ts';
import { reloadBalancer, restartBalancer } from './balancer-process.ts';

/** Something that happens to a lab at a moment. */
export type Blow =
  /** A shell command on a node, in its root. */
  | { readonly node: string; readonly run: string }
  /** A line to the runtime API, as if by another operator. */
  | { readonly balancer: string; readonly line: string }
  | { readonly balancer: string; readonly process: 'restart' | 'reload' }
  /** To a host of a lab of containers, as a whole. */
  | { readonly host: string; readonly happens: Disturbance };

const LIMIT_MS = 15_000;

export async function strike(lab: Lab, blow: Blow): Promise<void> {
  if ('node' in blow) {
    const result = await found(lab.nodes.get(blow.node), blow.node).run(blow.run, { timeoutMs: LIMIT_MS });
    if (result.code !== 0) throw new Error(`"${blow.run}" on ${blow.node} ended with ${result.code}: ${result.stderr}`);
    return;
  }
  if ('host' in blow) {
    await disturbHost(lab.description, blow.host, blow.happens);
    return;
  }
  const balancer = found(lab.balancers.get(blow.balancer), blow.balancer);
  if ('line' in blow) {
    const answer = await balancer.send(blow.line);
    if (answer.trim() !== '') throw new Error(`${blow.balancer} refused "${blow.line}": ${answer.trim()}`);
    return;
  }
  const { pid } = await balancer.info();
  const { configFile } = lab.description.balancers[blow.balancer]!;
  if (blow.process === 'reload') await reloadBalancer(pid);
  else await restartBalancer(pid, configFile!);
}

function found<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined) throw new Error(`the lab has no ${name}`);
  return thing;
}

/** What a unit sends from its port gets lost for so long, and what is sent to it arrives. For a network of one's own only. */
export const mute = (node: string, unit: string, seconds: number): Blow => ({
  node,
  run: String.raw`address=$(sed -n 's/.*"address": *"\([0-9.]*\)".*/\1/p' etc/${unit}.json | head -n 1)
port=$(sed -n 's/.*"port": *\([0-9]*\).*/\1/p' etc/${unit}.json | head -n 1)
rule="pref 10 from $address ipproto tcp sport $port blackhole"
ip rule add $rule && sleep ${seconds} && ip rule del $rule`,
});

/** A signal to a unit's process group. */
export const signal = (node: string, unit: string, name: 'STOP' | 'CONT' | 'KILL' | 'USR2'): Blow => ({
  node,
  run: `kill -${name} "-$(cut -d' ' -f1 var/run/${unit}.pid)"`,
});
