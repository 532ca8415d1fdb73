import type { Snapshot } from './api.ts';
import { parseCounters } from './counters.ts';
import { parseInfo } from './instance-info.ts';
import { refused } from './refusal.ts';
import { parseServerStates } from './server-states.ts';

const QUESTIONS = ['show info', 'show stat', 'show servers state'] as const;

/** One line over one connection: all of it comes from one process, also while another takes over. */
export const SNAPSHOT = QUESTIONS.join('; ');

export function parseSnapshot(text: string): Snapshot {
  const answers = text.split(/\n\n+/).filter((answer) => answer.trim() !== '');
  const [info, counters, servers] = answers;
  if (info === undefined || counters === undefined || servers === undefined || answers.length > QUESTIONS.length)
    throw refused(SNAPSHOT, text, `${QUESTIONS.length} answers, each with a blank line after it`);
  return {
    info: parseInfo(info),
    counters: parseCounters(`${counters}\n`),
    servers: parseServerStates(`${servers}\n`),
  };
}
