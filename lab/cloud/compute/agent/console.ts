import { randomUUID } from 'node:crypto';
import type { MessageBus } from '../../messages/index.ts';
import type { Configuration } from '../configuration.ts';
import type { Guests } from '../guest/index.ts';
import { CONSOLEAUTH } from '../rpc/index.ts';

const CONSOLE_PORT = 5900;
const NOVNC_PORT = 6080;
const LIMIT_MS = 5_000;

// The fake driver's, to the letter.
const OUTPUT = 'FAKE CONSOLE OUTPUT\nANOTHER\nLAST LINE';

export function makeConsole(options: {
  readonly bus: MessageBus;
  readonly configuration: Configuration;
  readonly guests: Guests;
}) {
  const { bus, configuration, guests } = options;
  const { address } = configuration;
  return {
    /** As cloud-init does it, a guest tells its host key here: who logs in need not take the first one on trust. */
    output(instanceId: string): string {
      const fingerprint = guests.hostKeyOf(instanceId)?.fingerprint;
      if (fingerprint === undefined) return OUTPUT;
      return [
        OUTPUT,
        '-----BEGIN SSH HOST KEY FINGERPRINTS-----',
        `256 ${fingerprint} (ED25519)`,
        '-----END SSH HOST KEY FINGERPRINTS-----',
      ].join('\n');
    },
    /** The address of a console, with a token that nova-consoleauth will vouch for. */
    async open(instanceId: string): Promise<string> {
      const token = randomUUID();
      const console = { token, instanceId, host: address, port: CONSOLE_PORT };
      await bus.call(CONSOLEAUTH.topic, 'authorize_console', CONSOLEAUTH.version, console, LIMIT_MS);
      return `http://${address}:${NOVNC_PORT}/vnc_lite.html?path=%3Ftoken%3D${token}`;
    },
  };
}
