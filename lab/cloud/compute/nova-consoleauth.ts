import { expectVersion } from '../messages/index.ts';
import { CONSOLEAUTH } from './rpc/index.ts';
import { ConsoleToken } from './store/index.ts';
import { runDuty } from './worker.ts';

/** The daemon: `node nova-consoleauth.ts RELEASE ROOT`. It vouches for the tokens that consoles are opened with. */

runDuty('nova-consoleauth', ({ consoleTokens }) => ({
  topic: CONSOLEAUTH.topic,
  lanes: 1,
  async handle(message) {
    expectVersion(message, CONSOLEAUTH.version);
    if (message.method === 'authorize_console') return consoleTokens.authorize(ConsoleToken.parse(message.payload));
    if (message.method === 'check_token')
      return consoleTokens.find(ConsoleToken.pick({ token: true }).parse(message.payload).token);
    throw new Error(`Expected authorize_console or check_token, got ${message.method}`);
  },
}));
