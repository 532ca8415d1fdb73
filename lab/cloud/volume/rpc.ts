import { z } from 'zod';
import { type MessageBus, understands } from '../messages/index.ts';
import { type Release, rpcOfLevel } from './release.ts';

/** Messages between cinder's processes. Each receiver has an interface with versions of its own. */
export const BINARY = { scheduler: 'cinder-scheduler', volume: 'cinder-volume' } as const;
export type Receiver = keyof typeof BINARY;

/** The version since which a volume is sent as an object, not as an id alone. */
const OBJECTS_SINCE: Readonly<Record<Receiver, string>> = { scheduler: '3.13', volume: '3.20' };

const CALL_LIMIT_MS = 30_000;

export const topicOfBackend = (backend: string) => `${BINARY.volume}.${backend}`;

/** `lab@lvm#pool` is in the backend `lab@lvm`. */
export const backendOf = (host: string) => host.split('#')[0]!;

export interface VolumeMessage {
  readonly volumeId: string;
  readonly attachmentId?: string | undefined;
}

export function writePayload(receiver: Receiver, version: string, { volumeId, attachmentId }: VolumeMessage): unknown {
  const volume = understands(version, OBJECTS_SINCE[receiver]) ? { volume: { id: volumeId } } : { volume_id: volumeId };
  return { ...volume, attachment_id: attachmentId };
}

const Payload = z.intersection(
  z
    .union([
      z.object({ volume: z.object({ id: z.string() }) }).transform(({ volume }) => volume.id),
      z.object({ volume_id: z.string() }).transform((payload) => payload.volume_id),
    ])
    .transform((volumeId) => ({ volumeId })),
  z.object({ attachment_id: z.string().optional() }).transform((payload) => ({ attachmentId: payload.attachment_id })),
);

/** New code reads what old code writes. */
export const readPayload = (payload: unknown): VolumeMessage => Payload.parse(payload);

export type Sender = ReturnType<typeof makeSender>;

/**
 * Sends in the version that the oldest receiver reads. That is looked up once: until it is told to look again, or is
 * restarted, a process does not know that receivers were upgraded.
 */
export function makeSender(options: {
  readonly bus: MessageBus;
  readonly release: Release;
  readonly lowestLevel: (binary: string) => number | undefined;
}) {
  const { bus, release, lowestLevel } = options;

  const pin = (receiver: Receiver): string => {
    const level = lowestLevel(BINARY[receiver]);
    // Whoever is not there yet will come in this release.
    const theirs = level === undefined ? release.rpc[receiver] : rpcOfLevel(level)[receiver];
    return understands(release.rpc[receiver], theirs) ? theirs : release.rpc[receiver];
  };
  const look = () => ({ scheduler: pin('scheduler'), volume: pin('volume') });
  let versions = look();

  return {
    get versions() {
      return versions;
    },
    lookAgain(): void {
      versions = look();
    },
    toScheduler(method: string, message: VolumeMessage): void {
      const version = versions.scheduler;
      bus.cast(BINARY.scheduler, method, version, writePayload('scheduler', version, message));
    },
    toVolume(host: string, method: string, message: VolumeMessage): void {
      const version = versions.volume;
      bus.cast(topicOfBackend(backendOf(host)), method, version, writePayload('volume', version, message));
    },
    /** Waits until it is done. */
    async askVolume(host: string, method: string, message: VolumeMessage): Promise<void> {
      const version = versions.volume;
      const payload = writePayload('volume', version, message);
      await bus.call(topicOfBackend(backendOf(host)), method, version, payload, CALL_LIMIT_MS);
    },
  };
}
