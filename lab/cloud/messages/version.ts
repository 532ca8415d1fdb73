import type { Message } from './contract.ts';
import { MessageError } from './error.ts';

/** A reader understands all that its own major version had up to its own minor one. */
export function understands(supported: string, version: string): boolean {
  const [ownMajor, ownMinor] = parts(supported);
  const [major, minor] = parts(version);
  return major === ownMajor && minor! <= ownMinor!;
}

/** What a reader does first with each message: one that is too new for it is refused, not guessed at. */
export function expectVersion(message: Message, supported: string): void {
  if (understands(supported, message.version)) return;
  throw new MessageError(
    'unsupported-version',
    `Expected ${message.method} of ${message.topic} in version ${supported} or earlier, got ${message.version}. ` +
      'Pin the sender to the oldest reader (upgrade_levels), or upgrade the reader.',
  );
}

const parts = (version: string) => version.split('.').map(Number);
