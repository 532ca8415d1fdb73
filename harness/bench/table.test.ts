import { expect, test } from '@playwright/test';
import { resultOf } from './line.ts';
import { withTable } from './page.ts';
import { markdownMachine, markdownTable, textTable } from './table.ts';

const line = { what: 'speed', must: '≥ 0.8' };
const results = [
  resultOf(line, { measured: '100 /s', peers: 'wrk 110 /s', ratio: '0.91', met: true }),
  resultOf({ what: 'size', must: '≤ 48' }, { measured: '50', peers: '', ratio: '', met: false }),
  resultOf(line, { skipped: 'wrk is not installed' }),
  resultOf(line, { broken: 'no HAProxy' }),
];

test('a terminal gets columns as wide as they must be', () => {
  expect(textTable(results)).toBe(
    [
      'what   measured                       peers       ratio  must   met',
      'speed  100 /s                         wrk 110 /s  0.91   ≥ 0.8  yes',
      'size   50                                                ≤ 48   no',
      'speed  skipped: wrk is not installed                     ≥ 0.8',
      'speed  broken: no HAProxy                                ≥ 0.8  no',
      '',
    ].join('\n'),
  );
});

test('a page gets a table, and the machine above it', () => {
  const page = 'before\n<!-- bench: what stands from here is written by `npm run bench -- --markdown` -->\nold\n';
  const generated = `${markdownMachine({ kernel: 'Linux 6' })}\n${markdownTable(results.slice(0, 1))}`;
  const once = withTable(`${page}<!-- bench: to here -->\nafter\n`, generated);
  expect(once).toContain('- kernel: Linux 6\n\n| what | measured | peers | ratio | must | met |\n| --- |');
  expect(once).toContain('| speed | 100 /s | wrk 110 /s | 0.91 | ≥ 0.8 | yes |\n');
  expect(once).toMatch(/^before\n[\s\S]*\nafter\n$/);
  expect(once).not.toContain('old');
  expect(withTable(once, generated)).toBe(once);
});

test('a page without a place for it is refused', () => {
  expect(() => withTable('# Something else', '')).toThrow('expected a page with the lines');
});
