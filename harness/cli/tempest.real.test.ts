import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeWorkspace, nameOf } from '../tempest/testing/index.ts';
import { type GreeterLab, journalIn, killAt, startGreeterLab } from './testing/index.ts';

/** The real Tempest on a node that is entered over SSH, with tests of ours that ask the lab of docs/labs.md. */

const CERTIFY = ['certify', './scenario.yaml', '--lab', 'lab.yaml'];

/** Gives the home of whatever it starts. */
function addTempest(lab: GreeterLab, tests: Readonly<Record<string, string>>): string {
  const home = join(lab.place.folder, 'tempest');
  const { folder, command } = makeWorkspace(home, tests);
  const there = { node: 'web1', workspace: folder, command, exclude: [{ test: 'BrokenTest', why: 'no flavor here' }] };
  lab.change('lab.yaml', (text) => `${text}\ntempest: ${JSON.stringify(there)}\n`);
  lab.change('scenario.yaml', (text) => `${text}\ntempest: { include: [unbroken_probe], limitSeconds: 60 }\n`);
  return home;
}

/** Through the load balancer, as users do. */
const asks = (lab: GreeterLab): string => {
  const address = /address: (127\.\S+10)/.exec(lab.read(['lab.yaml'])['lab.yaml']!)![1];
  return `
import ssl, urllib.request
trust = ssl.create_default_context(cafile='${lab.place.folder}/ca.pem')
trust.check_hostname = False
answer = urllib.request.urlopen('https://${address}:8443/', context=trust, timeout=10).read()
self.assertIn(b'world', answer)`;
};

const running = (home: string): string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`HOME=${home}\0`);
    } catch {
      return false;
    }
  });

test('a test that fails as soon as nodes are new refuses, and each test stands in the report', async () => {
  await using lab = await startGreeterLab();
  addTempest(lab, {
    answers: asks(lab),
    old: `self.assertEqual('1.0', open('${lab.folderOf('web1')}/release').read().strip(), 'not the one I know')`,
    console: "self.fail('no console in this lab')",
    suspends: "raise self.skipException('Suspend is not available.')",
  });
  expect((await lab.run('doctor', '--lab', 'lab.yaml')).stdout).toMatch(/ok +node web1 +tempest +tempest \d/);
  const { stdout, stderr, code } = await lab.run(...CERTIFY, '--mixed', '8');
  expect(code, `${stdout}${stderr}`).toBe(1);
  expect(stderr).toContain('from here on, run Tempest on web1 again and again');

  const { checks, findings, assumptions } = lab.place.verdict;
  const told = (name: string) => checks.find((check) => check.name === nameOf(name));
  expect(told('answers')).toMatchObject({ before: 'passed', during: 'passed', after: 'passed', error: null });
  expect(told('old')).toMatchObject({ before: 'passed', during: 'failed', after: 'failed' });
  expect(told('old')!.error).toContain("'1.0' != '2.0': not the one I know");
  expect(told('console')).toMatchObject({ before: 'failed', during: 'failed', after: 'failed' });
  expect(told('suspends')).toMatchObject({ before: null, after: null, skipped: 'Suspend is not available.' });
  expect(checks.find(({ name }) => name === 'BrokenTest')).toMatchObject({ skipped: 'left out: no flavor here' });

  const failed = findings.filter((finding) => finding.class === 'check-failed');
  expect(failed.map(({ severity, title }) => [severity, title])).toEqual([
    ['refuse', `Check failed after the upgrade: ${nameOf('old')}`],
    ['inform', `Check failed before and after the upgrade: ${nameOf('console')}`],
  ]);
  expect(findings.filter(({ severity }) => severity === 'refuse')).toHaveLength(1);
  const ran = assumptions.find(({ name }) => name === 'tested-meanwhile');
  expect(ran, ran?.detail).toMatchObject({ holds: true });

  const report = readFileSync(join(lab.place.runFolder, 'report.html'), 'utf8');
  for (const name of ['answers', 'old', 'console', 'suspends']) expect(report).toContain(nameOf(name));
  expect(report).toContain('Suspend is not available.');
});

test('killed while Tempest runs beside the steps: restore ends it, and resume begins it again', async () => {
  await using lab = await startGreeterLab();
  const home = addTempest(lab, { answers: asks(lab), sleeps: 'import time; time.sleep(2)' });
  const runs = join(lab.place.folder, 'runs');
  const certify = lab.start(...CERTIFY, '--mixed', '6');
  // The other test of this round takes its time.
  const inARound = await killAt(certify, runs, (event) => event.event === 'check' && event.when === 'during');
  expect(inARound).toBe(true);
  expect(running(home)).not.toEqual([]);

  const restored = await lab.run('restore', lab.place.runFolder);
  expect(restored, restored.stderr).toMatchObject({ code: 0 });
  expect(running(home)).toEqual([]);

  const { code, stderr } = await lab.run('resume', lab.place.runFolder);
  expect(code, stderr).toBe(2);
  expect(running(home)).toEqual([]);
  const ends = journalIn(lab.place.runFolder).filter((event) => event.event === 'tempest' && event.state !== 'begun');
  expect(ends.map((event) => 'state' in event && event.state)).not.toContain('broken');
  expect(lab.place.verdict.checks.filter(({ skipped }) => skipped === null)).toMatchObject(
    ['answers', 'sleeps'].map(() => ({ before: 'passed', during: 'passed', after: 'passed' })),
  );
});
