import type { MessageBus } from '../../messages/index.ts';
import { expectVersion } from '../../messages/index.ts';
import { AGENTS } from '../agent-kinds.ts';
import { SERVER_TOPIC, versionOf } from '../protocol.ts';
import type { Release } from '../release.ts';

const ANSWER_MS = 2_000;

/** Says which server it is that asks for metadata, from the network and the address that the question came from. */
export function startMetadata(options: {
  readonly host: string;
  readonly release: Release;
  readonly bus: MessageBus;
}): { stop(): Promise<void> } {
  const { host, release, bus } = options;
  const version = versionOf(release.level);
  return bus.serve(
    `${AGENTS.metadata.topic}.${host}`,
    async (message) => {
      expectVersion(message, version);
      return bus.call(SERVER_TOPIC, 'lookup', version, message.payload, ANSWER_MS);
    },
    { lanes: 4 },
  );
}
