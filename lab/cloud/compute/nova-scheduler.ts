import { expectVersion, MessageError } from '../messages/index.ts';
import { chooseHost } from './choose-host.ts';
import { SCHEDULER, Task } from './rpc/index.ts';
import { runDuty } from './worker.ts';

/** The daemon: `node nova-scheduler.ts RELEASE ROOT`. */

runDuty('nova-scheduler', ({ instances, rollcall }) => ({
  topic: SCHEDULER.topic,
  lanes: 1,
  async handle(message) {
    expectVersion(message, SCHEDULER.version);
    const instance = instances.find(Task.parse(message.payload).instanceId);
    const host = chooseHost({
      services: rollcall.list(),
      load: new Map([...instances.countByHost()].map(([host, { all }]) => [host, all])),
      forcedHost: instance?.forcedHost ?? null,
    });
    if (host) return host;
    throw new MessageError('no-valid-host', 'No valid host was found. There are not enough hosts available.');
  },
}));
