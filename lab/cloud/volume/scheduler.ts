import { expectVersion, type Message } from '../messages/index.ts';
import type { Report } from '../rollcall/index.ts';
import type { Release } from './release.ts';
import { BINARY, readPayload, type Sender } from './rpc.ts';
import type { Volumes } from './volumes.ts';

/** Finds a place for each new volume. */
export function makeScheduler(options: {
  readonly release: Release;
  readonly volumes: Volumes;
  readonly sender: Sender;
  readonly backend: string;
  readonly services: () => readonly Report[];
  readonly log: (line: string) => void;
}) {
  const { release, volumes, sender, backend, services, log } = options;
  const isServed = () =>
    services().some(
      ({ binary, host, up, disabled }) => binary === BINARY.volume && host === backend && up && !disabled,
    );

  return async (message: Message): Promise<void> => {
    expectVersion(message, release.rpc.scheduler);
    const { volumeId } = readPayload(message.payload);
    if (!isServed()) {
      log(`WARNING no valid backend was found for volume ${volumeId}: ${backend} is down or disabled`);
      volumes.advance(volumeId, 'error');
      return;
    }
    // Both or none: a message that comes again finds the volume placed, and its creation under way.
    volumes.atomically(() => {
      const host = `${backend}#${backend.split('@')[1]}`;
      if (volumes.place(volumeId, host)) sender.toVolume(host, 'create_volume', { volumeId });
    });
  };
}
