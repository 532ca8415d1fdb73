import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type Judgement, judge } from '../harness/judge/index.ts';
import { sampleEvidence } from '../harness/judge/testing/index.ts';
import { renderMarkdown } from './markdown.ts';
import { plain } from './plain.ts';

const sample = (kind: Parameters<typeof sampleEvidence>[0]): Judgement => judge(sampleEvidence(kind));

test('the verdict, the reason and the figures come first', () => {
  const judgement = sample('refused-version-order');
  const [title, , sentence] = renderMarkdown(judgement).split('\n');
  expect(title).toBe('## Refused: keystone 2025.1 → 2026.1');
  expect(sentence).toBe(plain(judgement.sentence, 1000));
});

test('an interrupted run says so in its title, and its broken assumptions stand there with what to do', () => {
  const judgement = sample('interrupted');
  const text = renderMarkdown(judgement);
  expect(text).toContain('## Inconclusive (interrupted)');
  for (const { title, fix } of judgement.assumptions.filter(({ holds }) => !holds)) {
    expect(text).toContain(`**${plain(title)}**`);
    expect(text).toContain(plain(fix));
  }
});

test('of the checks a job page shows those that are not as they should be', () => {
  const check = {
    file: 'mine.ts',
    advice: [],
    milliseconds: 5,
    between: null,
    during: null,
    skipped: null,
    error: null,
  };
  const fine = { ...check, name: 'fine', before: 'passed', after: 'passed' } as const;
  const worse = { ...check, name: 'worse', before: 'passed', after: 'failed', error: 'no | answer' } as const;
  const text = renderMarkdown({ ...sample('certified'), checks: [worse, fine] });
  expect(text).toContain('2 checks before and after, 1 fine.');
  expect(text).toContain('| worse | passed | failed | no \\| answer |');
  expect(text).not.toContain('| fine |');
});

test('incidents, disturbances and what was not reconciled are told', () => {
  const judgement = sample('refused-errors');
  const text = renderMarkdown(judgement);
  expect(text).toContain('### Incidents');
  expect(text).toContain(plain(judgement.incidents[0]!.sentence, 1200));
  expect(text).toMatch(/\| some failed and others did not \| \d+ \|/);
  expect(text).toContain('with load balancers and services: exact.');
  const difference = { class: 'status-differs', explained: false, count: 3, sentence: 'a | b', exhibits: [] };
  const reconciliation = { ...judgement.reconciliation!, status: 'unexplained' as const, differences: [difference] };
  expect(renderMarkdown({ ...judgement, reconciliation })).toContain('| status-differs | **no** | 3 | a \\| b |');
  expect(renderMarkdown(sample('certified'))).not.toContain('### Incidents');
});

test('what could not be measured is not among what held', () => {
  const judgement = sample('certified');
  const assumptions = judgement.assumptions.map((one, index) => (index === 0 ? { ...one, measured: false } : one));
  expect(renderMarkdown({ ...judgement, assumptions })).toContain(
    `All ${assumptions.length - 1} assumptions of the experiment held. Not measured: ${plain(assumptions[0]!.title)}.`,
  );
});

test('what had to stay reachable has a row', () => {
  const guest = { name: 'guest', probes: 1200, failed: 3, longestGapMs: 201, latencyMs: null };
  expect(renderMarkdown({ ...sample('certified'), companions: [guest] })).toContain(
    '| Data plane: guest | 1,200 probes, 3 failed |',
  );
});

test('no more than a job page takes, cut at a line, and it says that it was cut', () => {
  const judgement = sample('refused-errors');
  const many = Array.from({ length: 3000 }, () => ({ ...judgement.findings[0]!, detail: 'ü'.repeat(1000) }));
  const text = renderMarkdown({ ...judgement, findings: many });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000);
  expect(Buffer.byteLength(text)).toBeGreaterThan(1_000_000 - 4000);
  expect(text.trimEnd().endsWith('`verdict.json`._')).toBe(true);
  const little = renderMarkdown({ ...judgement, findings: many }, 5000);
  expect(Buffer.byteLength(little)).toBeLessThanOrEqual(5000);
  expect(little.trimEnd().endsWith('`verdict.json`._')).toBe(true);
  expect(renderMarkdown(judgement, 20)).toBe('');
});

test('no text becomes a mark-up, a link, a mention, a reference or a cell', () => {
  const text = plain('<b> | `x` [a](javascript:b) ![i](c) @all #1 https://a.example www.a.example *b* _c_ ~d~\nnext');
  expect(text).not.toMatch(/(?<!\\)[<>|`[\]*_~#!]/);
  expect(text).not.toContain('://');
  expect(text).not.toContain('www.');
  expect(text).not.toContain('@all');
  expect(text).not.toContain('\n');
  expect(['- a', '1. a', '2) a', '=='].map((line) => plain(line))).toEqual(['\\- a', '1\\. a', '2\\) a', '\\==']);
  expect(plain('real-time, 95 % + 1')).toBe('real-time, 95 % + 1');
});

test('whatever a step is called, its row keeps its cells', () => {
  const judgement = sample('certified');
  const cells = (row: string) => row.split(/(?<!\\)\|/).length;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      const steps = [{ ...judgement.steps[0]!, step: '9.9', title }];
      const rows = renderMarkdown({ ...judgement, steps })
        .split('\n')
        .filter((line) => line.startsWith('| 9.9 '));
      expect(rows.map(cells)).toEqual([12]);
    }),
    { numRuns: 100 },
  );
});

test('a command with backticks stays in its block', () => {
  const judgement = sample('certified');
  const text = renderMarkdown({ ...judgement, run: { ...judgement.run, command: ['a', '```', '# title'] } });
  expect(text).toContain("````sh\na '```' '# title'\n````");
});
