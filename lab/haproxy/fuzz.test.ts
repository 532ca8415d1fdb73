import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { LabError } from '../error.ts';
import { mutated, within } from '../testing/index.ts';
import { INFO, LOG, SERVERS_STATE, SESSIONS, STAT } from './captured.ts';
import { parseCounters } from './counters.ts';
import { parseCsv } from './csv.ts';
import { parseInfo } from './instance-info.ts';
import { parseLogLine } from './log-line.ts';
import { parseServerStates } from './server-states.ts';
import { parseSessions } from './sessions.ts';
import { parseSnapshot } from './snapshot.ts';

/** What a proxy might say instead of what it was asked: told as such, never anything worse. */

const PARSERS: { name: string; real: string; parse: (text: string) => unknown }[] = [
  { name: 'show stat', real: STAT, parse: parseCounters },
  { name: 'show servers state', real: SERVERS_STATE, parse: parseServerStates },
  { name: 'show info', real: INFO, parse: parseInfo },
  { name: 'all three at once', real: INFO + STAT + SERVERS_STATE, parse: parseSnapshot },
  { name: 'log line', real: LOG.answered, parse: parseLogLine },
  { name: 'show sess', real: SESSIONS, parse: (text) => parseSessions(text, 'api', 'b') },
];

for (const { name, real, parse } of PARSERS) {
  const survives = (text: string): void => {
    try {
      parse(text);
    } catch (error) {
      expect(error).toBeInstanceOf(LabError);
      expect((error as Error).message.length).toBeLessThan(1_000);
    }
  };

  test(`${name}: real answers with something wrong in them`, () => {
    fc.assert(fc.property(mutated(real), survives), { numRuns: 300 });
  });

  test(`${name}: anything at all`, () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), survives), { numRuns: 300 });
  });

  test(`${name}: a lot of the same`, () => {
    for (const piece of ['"', ',', '\n', '# ', ' ', 'a=', '1\n# a\n', '""', '",'])
      within(() => survives(`${real}${piece.repeat(200_000)}`));
  });
}

test('CSV: what was written is read back, whatever it holds', () => {
  const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;
  const rows = fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 8 }), { minLength: 2, maxLength: 4 }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(rows, (written) => {
      const text = written.map((row) => `${row.map(quote).join(',')}\n`).join('');
      expect(parseCsv(text)).toEqual(written);
    }),
  );
});
