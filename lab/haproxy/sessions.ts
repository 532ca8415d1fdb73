import type { OpenSession } from './api.ts';
import { refused } from './refusal.ts';

const QUESTION = 'show sess';

const SESSION = /^0x[0-9a-f]+: /;
const AGE = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;

/** A stream lives from a request to its answer: an idle keep-alive connection is not in this list. */
export function parseSessions(text: string, backend: string, server: string): OpenSession[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.flatMap((line) => {
    if (!SESSION.test(line)) throw refused(QUESTION, line, 'one session a line, each beginning with its address');
    const fields = new Map(Array.from(line.matchAll(/(\w+)=(\S*)/g), ([, name = '', value = '']) => [name, value]));
    if (fields.get('be') !== backend || fields.get('srv') !== server) return [];
    return [{ client: fields.get('src') ?? 'unknown', ageSeconds: seconds(fields.get('age') ?? '', line) }];
  });
}

function seconds(age: string, line: string): number {
  const match = AGE.exec(age);
  if (age === '' || match === null) throw refused(QUESTION, line, 'an age such as 3s, 2m5s or 1d4h');
  const [days, hours, minutes, rest] = match.slice(1).map((part) => Number(part ?? 0));
  return (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (rest ?? 0);
}
