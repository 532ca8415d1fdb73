import type { Message } from '../../messages/index.ts';
import { log } from '../../program.ts';
import type { Guests } from '../guest/index.ts';
import { type Work, workOf } from '../life.ts';
import { type Order, readOrder, readSubject } from '../rpc/index.ts';
import type { Site } from '../site.ts';
import type { Instance } from '../store/index.ts';
import { textOf } from '../worker.ts';
import { makeConsole } from './console.ts';
import { hasGuest, makeHypervisor } from './hypervisor.ts';
import { makeTurns } from './turns.ts';

/**
 * What nova-compute does with its messages. Each may come twice, after a restart for example: what is done already,
 * or is not wanted any more, is left alone.
 */
export function makeAgent(site: Site, guests: Guests) {
  const { release, configuration, instances, actions, bus } = site;
  const { host, guestAddresses } = configuration;
  const console = makeConsole({ bus, configuration, guests });
  const hypervisor = makeHypervisor(guests);
  const inTurn = makeTurns();

  async function build(instance: Instance): Promise<void> {
    if (instance.vmState !== 'building' || instance.taskState === 'deleting') return;
    instances.spawning(instance.id);
    if (hasGuest(instance)) instances.claimAddress(instance.id, guestAddresses);
    await hypervisor.spawn(instances.find(instance.id) ?? instance);
    instances.launched(instance.id);
    instances.settle(instance.id, 'spawning', 'active');
  }

  async function perform(instance: Instance, work: Work): Promise<void> {
    if (instance.taskState !== work.task) return;
    await hypervisor.perform(instance, work);
    instances.transaction(() => {
      if (instances.settle(instance.id, work.task, work.to) && work.action === 'shelve') instances.offload(instance.id);
    });
  }

  async function terminate(instance: Instance): Promise<void> {
    await hypervisor.destroy(instance);
    instances.remove(instance.id);
  }

  async function obey(method: string, { instanceId }: Order): Promise<void> {
    const instance = instances.find(instanceId);
    if (!instance) return;
    const work = workOf(method);
    if (work) return perform(instance, work);
    if (method === 'build_and_run_instance') return build(instance);
    if (method === 'terminate_instance') return terminate(instance);
    throw new Error(`Endpoint does not support RPC method ${method}`);
  }

  async function change(message: Message): Promise<void> {
    const { requestId, instanceId } = readSubject(message);
    const end = actions.begin(requestId, `compute_${message.method}`, host);
    try {
      await obey(message.method, readOrder(message, release.rpc));
      end('Success', null);
    } catch (error) {
      const text = faultText(error);
      instances.fail(instanceId, text);
      end('Error', text);
      throw error;
    }
  }

  return {
    async handle(message: Message): Promise<unknown> {
      if (message.method === 'get_console_output') return console.output(readOrder(message, release.rpc).instanceId);
      if (message.method === 'get_vnc_console') return console.open(readOrder(message, release.rpc).instanceId);
      return inTurn(readSubject(message).instanceId, () => change(message));
    },
    /** Ends the guests of servers that were deleted, or went elsewhere, while this nova-compute was down. */
    cleanUp(): void {
      for (const id of guests.ids())
        inTurn(id, async () => {
          if (instances.find(id)?.host === host) return;
          log(`WARNING guest ${id} has no instance here any more`);
          await guests.remove(id);
        });
    },
  };
}

/** As nova shows an error that crossed its messages: the name of its class first. */
function faultText(error: unknown): string {
  const unsupported = error instanceof Error && 'code' in error && error.code === 'unsupported-version';
  return unsupported ? `UnsupportedVersion: ${textOf(error)}` : textOf(error);
}
