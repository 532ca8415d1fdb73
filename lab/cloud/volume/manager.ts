import { setTimeout as delay } from 'node:timers/promises';
import { expectVersion, type Message } from '../messages/index.ts';
import type { Attachments } from './attachments.ts';
import type { Release } from './release.ts';
import { readPayload, type VolumeMessage } from './rpc.ts';
import type { Volumes } from './volumes.ts';

/** What a disk takes. */
const WORK_MS = 50;

/**
 * Does what cinder-volume is asked to do. A message that comes again, because its first reader died, finds a volume
 * that waits for the same step or has taken it already: either way it does no harm.
 */
export function makeManager(options: {
  readonly release: Release;
  readonly volumes: Volumes;
  readonly attachments: Attachments;
  readonly log: (line: string) => void;
}) {
  const { release, volumes, attachments, log } = options;

  const detach = ({ volumeId, attachmentId = '' }: VolumeMessage) =>
    volumes.atomically(() => {
      attachments.remove(attachmentId);
      volumes.advance(volumeId, 'available', ['attaching', 'detaching']);
    });
  const methods: Readonly<Record<string, (message: VolumeMessage) => void>> = {
    create_volume: ({ volumeId }) => volumes.advance(volumeId, 'available', ['creating']),
    delete_volume: ({ volumeId }) => volumes.remove(volumeId),
    attach_volume: ({ volumeId, attachmentId = '' }) =>
      volumes.atomically(() => {
        if (volumes.advance(volumeId, 'in-use')) attachments.complete(attachmentId);
      }),
    // The connector is known; whoever asked says when it is done.
    attachment_update: ({ volumeId }) => volumes.advance(volumeId, 'attaching', ['reserved']),
    detach_volume: detach,
    attachment_delete: detach,
  };

  return async (message: Message): Promise<void> => {
    const { method } = message;
    try {
      expectVersion(message, release.rpc.volume);
      const work = methods[method];
      if (!work) throw new Error(`Expected one of ${Object.keys(methods).join(', ')}`);
      const asked = readPayload(message.payload);
      await delay(WORK_MS);
      work(asked);
      log(`INFO ${method} ${asked.volumeId}`);
    } catch (error) {
      log(
        `ERROR ${method} ${JSON.stringify(message.payload)}: ${error instanceof Error ? error.message : String(error)}`,
      );
      throw error;
    }
  };
}
