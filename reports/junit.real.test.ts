import { judge } from '../harness/judge/index.ts';
import { SAMPLES, sampleEvidence } from '../harness/judge/testing/index.ts';
import { renderJunit } from './junit.ts';
import { expect, hostile, test } from './testing/index.ts';

/** What Jenkins' schema allows in an element, and what it asks of its attributes. */
const SCHEMA = {
  testsuites: { children: ['testsuite'], needs: [] },
  testsuite: { children: ['properties', 'testcase', 'system-out', 'system-err'], needs: ['name', 'tests'] },
  properties: { children: ['property'], needs: [] },
  property: { children: [], needs: ['name', 'value'] },
  testcase: {
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
    needs: ['name', 'classname', 'time'],
  },
  skipped: { children: [], needs: [] },
  error: { children: [], needs: ['message', 'type'] },
  failure: { children: [], needs: ['message', 'type'] },
  'system-out': { children: [], needs: [] },
};

const FAULTS = `(() => {
  const schema = ${JSON.stringify(SCHEMA)};
  const xml = new DOMParser().parseFromString(document.body.dataset.xml, 'application/xml');
  const broken = xml.querySelector('parsererror');
  if (broken) return [broken.textContent];
  return [...xml.querySelectorAll('*')].flatMap((element) => {
    const rule = schema[element.localName];
    if (!rule) return ['unknown element ' + element.localName];
    const count = (selector) => String(element.querySelectorAll(selector).length);
    return [
      ...[...element.children].filter(({ localName }) => !rule.children.includes(localName)).map(({ localName }) => element.localName + ' holds ' + localName),
      ...rule.needs.filter((name) => !element.hasAttribute(name)).map((name) => element.localName + ' without ' + name),
      ...['tests:testcase', 'failures:failure', 'errors:error', 'skipped:skipped'].map((pair) => pair.split(':')).filter(([name, selector]) => element.hasAttribute(name) && element.getAttribute(name) !== count(selector)).map(([name]) => 'wrong ' + name),
    ];
  });
})()`;

for (const [name, evidence] of [
  ...SAMPLES.map((kind) => [kind, sampleEvidence(kind)] as const),
  ['hostile', hostile(sampleEvidence('refused-errors'))] as const,
])
  test(`${name}: a real parser takes the XML, and it is what readers of JUnit expect`, async ({ open }) => {
    const { page } = await open('<!doctype html><title>blank</title><body>');
    await page
      .locator('body')
      .evaluate((body, xml) => body.setAttribute('data-xml', xml), renderJunit(judge(evidence)));
    expect(await page.evaluate(FAULTS)).toEqual([]);
  });
