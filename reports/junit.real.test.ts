import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { type Evidence, judge } from '../harness/judge/index.ts';
import { SAMPLES, sampleEvidence } from '../harness/judge/testing/index.ts';
import { jobWith, LEFT_OUT, NOT_RUN, nightOf, REFUSED, SUITE, WELL } from '../harness/nightly/testing/index.ts';
import { renderJunit } from './junit.ts';
import { nightJunit } from './nightly/index.ts';
import { eachFinding, emptied, hostile, spoiled } from './testing/index.ts';

const SCHEMA = fileURLToPath(new URL('../docs/junit.xsd', import.meta.url));

/** What xmllint says of it; empty: it is allowed. */
function faults(xml: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, '-'], (error, _, stderr) => {
      if (error?.code === 'ENOENT') reject(error);
      else resolve(error ? stderr : '');
    });
    child.stdin?.end(xml);
  });
}

const certified = sampleEvidence('certified');
const runs: readonly (readonly [string, Evidence])[] = [
  ...SAMPLES.map((kind) => [kind, sampleEvidence(kind)] as const),
  ...SAMPLES.map((kind) => [`hostile ${kind}`, hostile(sampleEvidence(kind))] as const),
  ['ended when it had just begun', emptied(certified)],
  ['without a journal', emptied(certified, 0)],
];

for (const [name, evidence] of runs)
  test(`${name}: the schema allows it`, async () => {
    expect(await faults(renderJunit(judge(evidence)))).toBe('');
  });

test('refused for whatever there is: the schema allows it', async () => {
  for (const { judgement } of eachFinding()) expect(await faults(renderJunit(judgement))).toBe('');
});

test('a night, and one whose jobs said what XML forbids: the schema allows it', async () => {
  const odd = jobWith({ why: spoiled('why'), against: [spoiled('against')], asExpected: false, code: 70 });
  expect(await faults(nightJunit(nightOf(1, [SUITE, WELL, REFUSED, NOT_RUN, LEFT_OUT, odd])))).toBe('');
});

test('a schema that allows everything would show nothing', async () => {
  const xml = renderJunit(judge(certified));
  const spoilt = [
    xml.replace('<properties>', '<properties/><properties>'),
    xml.replace(' classname="unbroken.steps"', ''),
    xml.replace(/ time="[\d.]+"/, ' time="soon"'),
    xml.replace(/ tests="\d+"/, ''),
    xml.replace(/timestamp="([^"]+)"/, 'timestamp="$1Z"'),
    xml.replace('<testcase ', '<testcase id="1" '),
    xml.replaceAll('name="steps"', 'name="findings"'),
    xml.slice(0, -20),
  ];
  for (const each of spoilt) {
    expect(each).not.toBe(xml);
    expect(await faults(each)).not.toBe('');
  }
});
