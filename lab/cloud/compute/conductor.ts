import type { Message } from '../messages/index.ts';
import { CONDUCTOR, SCHEDULER, Task } from './rpc/index.ts';
import type { Site } from './site.ts';
import type { Instance } from './store/index.ts';
import { textOf } from './worker.ts';

// How long a reply may take, here as everywhere in nova's messages.
const LIMIT_MS = 10_000;

/** Something that needs a host first. */
interface Errand {
  /** The method of the message to the host's nova-compute. */
  readonly method: string;
  /** Whether it is still to be done: a message may come twice, and a server may be deleted meanwhile. */
  wanted(instance: Instance): boolean;
  /** No host could be found. */
  giveUp(instanceId: string, reason: string): void;
}

/** Finds a host for what has none, and sends it there. */
export function makeConductor(site: Pick<Site, 'bus' | 'instances' | 'actions' | 'compute' | 'configuration'>) {
  const { bus, instances, actions, compute, configuration } = site;

  const errands: Readonly<Record<string, Errand>> = {
    build_instances: {
      method: 'build_and_run_instance',
      wanted: ({ vmState, taskState }) => vmState === 'building' && taskState !== 'deleting',
      giveUp: instances.fail,
    },
    unshelve_instance: {
      method: 'unshelve_instance',
      wanted: ({ taskState }) => taskState === 'unshelving',
      giveUp: (id) => instances.giveUp(id, 'unshelving'),
    },
  };

  async function selectHost(task: Task): Promise<string> {
    return String(await bus.call(SCHEDULER.topic, 'select_destinations', SCHEDULER.version, task, LIMIT_MS));
  }

  async function run(errand: Errand, task: Task): Promise<void> {
    const { instanceId } = task;
    const before = instances.find(instanceId);
    if (!before || !errand.wanted(before)) return;
    if (before.host === null) instances.place(instanceId, await selectHost(task));
    // Read again: while the scheduler chose, the server may have been deleted.
    const instance = instances.find(instanceId);
    if (instance?.host && errand.wanted(instance)) compute.cast(instance.host, errand.method, task);
  }

  return async ({ method, payload }: Message): Promise<void> => {
    const errand = errands[method];
    if (!errand) throw new Error(`Expected one of ${Object.keys(errands).join(', ')}, got ${method}`);
    const task = Task.parse(payload);
    const end = actions.begin(task.requestId, `${CONDUCTOR.topic}_${method}`, configuration.host);
    try {
      await run(errand, task);
      end('Success', null);
    } catch (error) {
      errand.giveUp(task.instanceId, textOf(error));
      end('Error', textOf(error));
      throw error;
    }
  };
}
