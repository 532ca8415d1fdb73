import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { parseCsv } from './csv.ts';

const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;

test('whatever was quoted comes back', () => {
  const table = fc.array(fc.array(fc.string(), { minLength: 2 }), { minLength: 1 });
  fc.assert(
    fc.property(table, (rows) => {
      expect(parseCsv(rows.map((row) => `${row.map(quoted).join(',')}\n`).join(''))).toEqual(rows);
    }),
  );
});

test('plain fields, empty fields, and either line end', () => {
  expect(parseCsv('a,,c\r\n,x\n\n')).toEqual([
    ['a', '', 'c'],
    ['', 'x'],
  ]);
});
