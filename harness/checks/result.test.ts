import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated, within } from '../../lab/testing/index.ts';
import { CheckResult, readLine } from './result.ts';

const results = fc.record(
  {
    name: fc.string({ unit: 'binary' }),
    file: fc.string(),
    outcome: fc.constantFrom('passed' as const, 'failed' as const),
    milliseconds: fc.nat(),
    error: fc.string({ unit: 'binary' }),
    advice: fc.array(fc.string()),
  },
  { requiredKeys: ['name', 'file', 'outcome', 'milliseconds'] },
);

test('whatever a check says is read back as it was said', () => {
  fc.assert(
    fc.property(results, (result) => {
      const line = JSON.stringify({ check: result });
      expect(line).not.toContain('\n');
      expect(readLine(line)).toEqual({ check: CheckResult.parse(JSON.parse(JSON.stringify(result))) });
    }),
  );
});

test('what is outside of all checks is read too, and anything else is not for us', () => {
  expect(readLine('{"broken":"no such file"}')).toEqual({ broken: 'no such file' });
  for (const line of ['', 'a check printed this', '{', '{"check":{}}', '{"other":1}', 'null'])
    expect(readLine(line)).toBeUndefined();
});

test('a line with something wrong in it is a result or not for us', () => {
  const real = JSON.stringify({ check: { name: 'a', file: 'b', outcome: 'passed', milliseconds: 3 } });
  fc.assert(
    fc.property(fc.oneof(mutated(real), fc.json(), fc.string({ unit: 'binary' })), (line) => {
      const said = readLine(line);
      if (said && 'check' in said) CheckResult.parse(said.check);
    }),
    { numRuns: 1000 },
  );
  for (const piece of ['{', '{"check":', '[', '"']) within(() => readLine(`{${piece.repeat(200_000)}`));
});
