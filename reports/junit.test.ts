import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { FINDING_CLASSES, type Judgement, judge } from '../harness/judge/index.ts';
import { SAMPLES, sampleEvidence } from '../harness/judge/testing/index.ts';
import { renderJunit } from './junit.ts';

const sample = (kind: Parameters<typeof sampleEvidence>[0]): Judgement => judge(sampleEvidence(kind));

const suite = (xml: string, name: string): string =>
  xml.slice(xml.indexOf(`<testsuite name="${name}"`)).split('</testsuite>')[0]!;

test('a certified run has no failure, no error, and a passing case for every class of finding', () => {
  const xml = renderJunit(sample('certified'));
  expect(xml).not.toContain('<failure');
  expect(xml).not.toContain('<error');
  for (const kind of FINDING_CLASSES) expect(suite(xml, 'findings')).toContain(`name="${kind}: none"`);
});

test('what each suite says of its cases is so', () => {
  for (const kind of SAMPLES) {
    const suites = renderJunit(sample(kind)).split('<testsuite ').slice(1);
    expect(suites.map((text) => /^name="(\w+)"/.exec(text)?.[1])).toEqual([
      'assumptions',
      'steps',
      'checks',
      'findings',
    ]);
    for (const text of suites) {
      const has = (tag: string) => text.split(`<${tag} `).length - 1;
      const said = ['tests', 'failures', 'errors', 'skipped'].map(
        (name) => RegExp(` ${name}="(\\d+)"`).exec(text)?.[1],
      );
      expect(said.map(Number)).toEqual(['testcase', 'failure', 'error', 'skipped'].map(has));
    }
  }
});

test('each refusing finding is a failure that names its step, and informing ones pass', () => {
  const judgement = sample('refused-errors');
  const refusing = judgement.findings.filter(({ severity }) => severity === 'refuse');
  const xml = suite(renderJunit(judgement), 'findings');
  expect(xml.split('<failure')).toHaveLength(refusing.length + 1);
  for (const { step } of refusing) expect(xml).toContain(`step ${step}, node`);
});

test('trouble of the experiment is an error, never a failure', () => {
  const judgement = sample('inconclusive');
  const broken = judgement.assumptions.filter(({ holds }) => !holds);
  const xml = renderJunit(judgement);
  expect(xml).not.toContain('<failure');
  expect(xml.split('<error')).toHaveLength(broken.length + 1);
  expect(broken.length).toBeGreaterThan(0);
});

test('a step that was interrupted is an error and those after it are skipped', () => {
  const judgement = sample('interrupted');
  const xml = suite(renderJunit(judgement), 'steps');
  const left = judgement.steps.filter(({ outcome }) => outcome === 'not-run').length;
  expect(xml.split('<skipped')).toHaveLength(left + 1);
  expect(xml).toContain('the step was interrupted');
});

test('a check that got worse is a failure; one that failed before as well, or was not made again, is skipped', () => {
  const check = {
    file: 'mine.ts',
    error: 'no answer',
    advice: ['use a longer rope'],
    milliseconds: 1_500,
    between: null,
    during: null,
    skipped: null,
  };
  const checks = [
    { ...check, name: 'worse', before: 'passed', after: 'failed' },
    { ...check, name: 'never', before: 'failed', after: 'failed' },
    { ...check, name: 'gone', before: 'passed', after: null },
    { ...check, name: 'fine', before: 'passed', after: 'passed', error: null },
  ] as const;
  const xml = suite(renderJunit({ ...sample('certified'), checks: [...checks] }), 'checks');
  expect(xml).toContain('tests="4" failures="1" errors="0" skipped="2" time="6.000"');
  expect(xml).toMatch(/name="worse".*?<failure message="no answer"/s);
  expect(xml).toContain('it failed before the upgrade too: no answer');
  expect(xml).toContain('use a longer rope');
});

test('a class whose rule could not be applied does not pass', () => {
  const judgement = sample('certified');
  const broken = { name: 'rule-errors', title: 'x', holds: false, detail: 'x', fix: 'x' };
  const xml = suite(renderJunit({ ...judgement, assumptions: [broken, ...judgement.assumptions] }), 'findings');
  expect(xml).not.toContain('errors: none');
  expect(xml).toContain('the rule could not be applied');
});

/** Reads tags and text strictly; throws at anything that XML would not take. */
const wellFormed = (xml: string): void => {
  const open: string[] = [];
  const body = xml.replace(/^<\?xml [^?]*\?>\n/, '');
  const token = /<(\/?)([a-z-]+)((?: [\w]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  while (token.lastIndex < body.length) {
    const [, close, name, attributes = '', empty, text = ''] = token.exec(body) ?? [];
    if (name === undefined && text === '') throw new Error('neither a tag nor text');
    if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(attributes + text)) throw new Error('a bare ampersand');
    if (close) expect(open.pop()).toBe(name);
    else if (name !== undefined && !empty) open.push(name);
  }
  expect(open).toEqual([]);
};

test('whatever a finding says, the XML stays well-formed and free of what XML forbids', () => {
  const judgement = sample('refused-version-order');
  const finding = judgement.findings[0]!;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary-ascii' }), (title, detail) => {
      const text = `${title}\u0000\uD800<&"'>]]>`;
      const xml = renderJunit({ ...judgement, findings: [{ ...finding, title: text, detail }] });
      wellFormed(xml);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that must not be there
      expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      expect(xml.isWellFormed()).toBe(true);
    }),
    { numRuns: 25 },
  );
});
