import { setTimeout as delay } from 'node:timers/promises';
import type { Guests } from '../guest/index.ts';
import { DESTROY_MS, SPAWN_MS, type Work } from '../life.ts';
import type { Instance } from '../store/index.ts';

export type Hypervisor = ReturnType<typeof makeHypervisor>;

/** Whether a process stands for it. Thousands of servers that nobody logs in to need none. */
export const hasGuest = ({ keyName, metadata }: Pick<Instance, 'keyName' | 'metadata'>) =>
  keyName !== null || metadata.guest === 'yes';

/** Takes the time that the real work takes, about, and does it to the guest where there is one. */
export function makeHypervisor(guests: Guests) {
  const boot = ({ id, hostname, flavor, address, publicKey }: Instance) => {
    if (address === null) throw new Error('No fixed IP addresses available for the guest');
    return guests.start({ id, hostname, vcpus: flavor.vcpus, address, publicKey });
  };

  async function change(instance: Instance, what: Work['guest']): Promise<void> {
    const { id } = instance;
    if (what === 'freeze') guests.freeze(id);
    if (what === 'thaw') guests.thaw(id);
    if (what === 'discard') await guests.remove(id);
    if (what === 'end' || what === 'restart') await guests.end(id);
    if (what === 'start' || what === 'restart') await boot(instance);
  }

  return {
    async spawn(instance: Instance): Promise<void> {
      await Promise.all([delay(SPAWN_MS), hasGuest(instance) && boot(instance)]);
    },
    async perform(instance: Instance, { milliseconds, guest }: Work): Promise<void> {
      await Promise.all([delay(milliseconds), hasGuest(instance) && change(instance, guest)]);
    },
    async destroy(instance: Instance): Promise<void> {
      await Promise.all([delay(DESTROY_MS), hasGuest(instance) && guests.remove(instance.id)]);
    },
  };
}
