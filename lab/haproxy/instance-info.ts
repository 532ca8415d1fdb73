import type { InstanceInfo } from './api.ts';
import { refused } from './refusal.ts';

const QUESTION = 'show info';

export function parseInfo(text: string): InstanceInfo {
  const fields = new Map(
    text.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
  const number = (name: string) => {
    const value = fields.get(name) ?? '';
    if (!/^\d+$/.test(value)) throw refused(QUESTION, text, `a number after "${name}:"`);
    return Number(value);
  };
  const started = fields.get('Start_time_sec') ?? '';
  const version = fields.get('Version');
  if (!version) throw refused(QUESTION, text, 'a line "Version: …"');
  return {
    version,
    pid: number('Pid'),
    uptimeSeconds: number('Uptime_sec'),
    startedAtSeconds: /^\d+$/.test(started) ? Number(started) : undefined,
  };
}
