import { type AdminSocket, adminSocketHere } from './admin-socket.ts';
import type { RuntimeApi, ServerChange } from './api.ts';
import { ask } from './ask.ts';
import { changeLine } from './changes.ts';
import { parseCounters } from './counters.ts';
import { parseInfo } from './instance-info.ts';
import { refused } from './refusal.ts';
import { parseServerStates } from './server-states.ts';
import { parseSessions } from './sessions.ts';
import { parseSnapshot, SNAPSHOT } from './snapshot.ts';

const TIME_LIMIT_MS = 3_000;

/** A string is a path or `HOST:PORT`, reached from here. */
export function openRuntimeApi(name: string, at: string | AdminSocket): RuntimeApi {
  const adminSocket = typeof at === 'string' ? adminSocketHere(at) : at;

  const send = (line: string): Promise<string> => {
    // HAProxy would answer the first line only and drop the rest without a word.
    if (line.includes('\n')) throw new TypeError('One line at a time: join commands with ";".');
    return ask(adminSocket, line, TIME_LIMIT_MS);
  };

  const servers = async () => parseServerStates(await send('show servers state'));

  const setStates = async (changes: readonly ServerChange[]): Promise<{ line: string }> => {
    const line = changeLine(changes, await servers());
    if (line === '') return { line };
    const answer = await send(line);
    if (answer.trim() !== '') throw refused(line, answer, 'a blank line for each command');
    return { line };
  };

  return {
    name,
    send,
    setStates,
    servers,
    counters: async () => parseCounters(await send('show stat')),
    info: async () => parseInfo(await send('show info')),
    snapshot: async () => parseSnapshot(await send(SNAPSHOT)),
    sessionsOn: async (backend, server) => parseSessions(await send('show sess'), backend, server),
  };
}
