import { z } from 'zod';
import { type Answer, Refusal } from '../../http/index.ts';
import { conflict, isWork, WORKS, type WorkName } from '../life.ts';
import { CONDUCTOR } from '../rpc/index.ts';
import type { Site } from '../site.ts';
import type { Instance } from '../store/index.ts';
import type { Asked, AskedRoutes } from './asked.ts';
import { ownedServer } from './owned.ts';
import { conflicting, expectBody, noInstance, notReady } from './respond.ts';
import { newPassword } from './servers.ts';

const SecurityGroup = z.object({ name: z.string().min(1) });
const Reboot = z.object({ type: z.enum(['SOFT', 'HARD', 'soft', 'hard']) });

export function actionRoutes({ instances, actions, bus, compute }: Site): AskedRoutes {
  function begin(asked: Asked, instance: Instance, name: WorkName): void {
    const { requestId, caller } = asked;
    const { id, host } = instance;
    const work = WORKS[name];
    instances.transaction(() => {
      const now = instances.find(id);
      if (!now) throw noInstance(id);
      const state = conflict(work, now);
      if (state !== undefined) throw conflicting(name.replace('os-', ''), id, state);
      if (host === null && name !== 'unshelve') throw notReady(id);
      instances.begin(id, work);
      actions.add({ requestId, instanceId: id, action: work.action, ...ownerOf(caller) });
    });
    const order = { requestId, instanceId: id };
    // Only an unshelved server needs a new host.
    if (host === null) bus.cast(CONDUCTOR.topic, 'unshelve_instance', CONDUCTOR.version, order);
    else compute.cast(host, work.method, order);
  }

  /** The groups themselves are neutron's: a name is taken on trust here. */
  function changeGroups({ id }: Instance, change: (groups: readonly string[]) => readonly string[]): Answer {
    instances.transaction(() => {
      const before = instances.find(id)?.securityGroups;
      if (!before) throw noInstance(id);
      instances.setSecurityGroups(id, before, change(before));
    });
    return { status: 202 };
  }

  type Other = (asked: Asked, instance: Instance, argument: unknown) => Answer | Promise<Answer>;
  const others: Readonly<Record<string, Other>> = {
    addSecurityGroup: (_asked, instance, argument) => {
      const { name } = expectBody(SecurityGroup, argument);
      return changeGroups(instance, (groups) => [...new Set([...groups, name])]);
    },
    removeSecurityGroup: (_asked, instance, argument) => {
      const { name } = expectBody(SecurityGroup, argument);
      return changeGroups(instance, (groups) => {
        if (groups.includes(name)) return groups.filter((group) => group !== name);
        throw new Refusal(404, `Security group ${name} not associated with the instance ${instance.id}`);
      });
    },
    'os-getConsoleOutput': async ({ requestId }, { id, host }) => {
      if (host === null) throw notReady(id);
      const output = await compute.call(host, 'get_console_output', { requestId, instanceId: id });
      return { status: 200, body: { output } };
    },
  };

  return {
    'POST /v2.1/servers/{server}/action': (asked) => {
      const [[name, argument] = ['', undefined], ...more] = Object.entries(
        expectBody(z.record(z.string(), z.unknown()), asked.body),
      );
      if (more.length > 0) throw new Refusal(400, 'Expecting only one action per request');
      const instance = ownedServer(instances, asked);
      const other = Object.hasOwn(others, name) ? others[name] : undefined;
      if (other) return other(asked, instance, argument);
      if (!isWork(name)) throw new Refusal(400, `There is no such action: ${name}`);
      if (name === 'reboot') expectBody(Reboot, argument);
      begin(asked, instance, name);
      return name === 'rescue' ? { status: 200, body: { adminPass: newPassword() } } : { status: 202 };
    },
  };
}

const ownerOf = ({ userId, projectId }: Asked['caller']) => ({ userId, projectId });
