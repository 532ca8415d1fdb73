import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { judge } from '../../harness/judge/index.ts';
import { CLEAN, evidenceOf, runWithGuest, SAMPLES, sampleEvidence } from '../../harness/judge/testing/index.ts';
import { hostile } from '../testing/index.ts';
import { identified } from './findings.ts';
import { page } from './page.ts';

const withGuest = evidenceOf({ ...CLEAN, ...runWithGuest(() => false) });
const evidences = [...SAMPLES.map(sampleEvidence), hostile(sampleEvidence('refused-errors')), hostile(withGuest)];

test('the policy allows this style and this script by their hashes, and nothing else', () => {
  for (const evidence of evidences) {
    const html = page(judge(evidence), evidence);
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const hash = (text: string | undefined) =>
      `&#39;sha256-${createHash('sha256')
        .update(text ?? '')
        .digest('base64')}&#39;`;
    expect(policy).toContain(
      `default-src &#39;none&#39;; style-src ${hash(/<style>(.*?)<\/style>/s.exec(html)?.[1])};`,
    );
    expect(policy).toContain(`script-src ${hash(/<script>(.*?)<\/script>/s.exec(html)?.[1])};`);
    expect(policy).not.toContain('unsafe');
  }
});

test('nothing on the page needs what the policy forbids, or another file', () => {
  for (const evidence of evidences) {
    const tags = page(judge(evidence), evidence).match(/<[a-z][^>]*>/g) ?? [];
    expect(tags.filter((tag) => /\s(?:style|on[a-z]+|src|srcset|action)=/.test(tag))).toEqual([]);
    expect(tags.filter((tag) => /\shref="(?!#)/.test(tag))).toEqual([]);
    expect(tags.filter((tag) => /^<(?:link|iframe|object|embed|base|form|img)\b/.test(tag))).toEqual([]);
  }
});

test('the same evidence gives the same page', () => {
  const [evidence] = evidences;
  expect(page(judge(evidence!), evidence!)).toBe(page(judge(evidence!), evidence!));
});

test('checks that got worse come first, and the page shows why and what was advised', () => {
  const check = {
    file: 'mine.ts',
    advice: [],
    milliseconds: 5,
    between: null,
    during: null,
    skipped: null,
    error: null,
  };
  const [evidence] = evidences;
  const judgement = judge(evidence!);
  const html = page(
    {
      ...judgement,
      checks: [
        { ...check, name: 'worse', before: 'passed', after: 'failed', error: '<no> answer' },
        { ...check, name: 'fine', before: 'passed', after: 'passed', advice: ['use a longer rope'] },
      ],
    },
    evidence!,
  );
  const section = html.slice(html.indexOf('<section id="checks"')).split('</section>')[0]!;
  expect(section).toMatch(/Worse than before.*worse.*&lt;no&gt; answer.*Passed<.*fine.*longer rope/s);
  expect(page(judgement, evidence!)).toContain('This scenario has no checks.');
});

test('what had to stay reachable is shown where there was such a thing', () => {
  const html = page(judge(withGuest), withGuest);
  const section = html.slice(html.indexOf('<section id="data-plane"')).split('</section>')[0]!;
  expect(section).toMatch(/guest.*class="hot"/s);
  expect(html).toContain('href="#data-plane"');
  const [without] = evidences;
  expect(page(judge(without!), without!)).not.toContain('id="data-plane"');
});

test('incidents, disturbances, latency and reconciliation have their sections, with links that lead somewhere', () => {
  const evidence = sampleEvidence('refused-errors');
  const judgement = judge(evidence);
  const difference = {
    class: 'status-differs',
    explained: false,
    count: 1,
    sentence: '<told>',
    exhibits: judgement.findings[0]!.exhibits,
  };
  const reconciliation = { ...judgement.reconciliation!, differences: [difference] };
  const html = page({ ...judgement, reconciliation }, evidence);
  const section = (id: string): string => html.slice(html.indexOf(`<section id="${id}"`)).split('</section>')[0]!;
  expect(section('incidents')).toMatch(/keystone1 went away.*href="#finding-errors-1"/s);
  expect(section('disturbances')).toContain('Some requests failed while others succeeded');
  expect(section('latency')).toMatch(/\+\d.* to \+\d/s);
  expect(section('reconciliation')).toMatch(/not explained.*status-differs.*&lt;told&gt;.*controller1/s);
  for (const [, id] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`id="${id}"`);
});

test('refusing findings come first, and an id does not depend on that', () => {
  const judgement = judge(sampleEvidence('refused-errors'));
  const shown = identified({ ...judgement, findings: judgement.findings.toReversed() });
  const severities = shown.map(({ finding }) => finding.severity);
  expect(severities).toEqual([...severities].sort().reverse());
  expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
});
