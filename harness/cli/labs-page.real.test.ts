import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { blocksOf, startGreeterLab } from './testing/index.ts';

/** docs/labs.md as somebody follows it: the blocks of the page are the files, and its commands are run, in their order. */

const PAGE = fileURLToPath(new URL('../../docs/labs.md', import.meta.url));

/** `watch` has a lab and a test of its own. */
const commands = [...readFileSync(PAGE, 'utf8').matchAll(/^\$ npx unbroken (.*)$/gm)]
  .map(([, words = '']) => words.split(' '))
  .filter(([command]) => command !== 'watch');

test('from nothing to a certificate, and nothing is touched before', async () => {
  await using lab = await startGreeterLab();
  writeFileSync(join(lab.place.folder, 'haproxy.cfg'), blocksOf(PAGE)['haproxy.cfg']!);
  const before = await lab.audit();
  const said: string[] = [];
  for (const words of commands) {
    const changes = words[0] === 'certify' && !words.includes('--dry-run');
    if (changes) expect(await lab.audit()).toEqual(before);
    const { code, stdout, stderr } = await lab.run(...words);
    // On a machine that is too busy nothing can be certified.
    expect(changes ? [0, 2] : [0], `${words.join(' ')}\n${stdout}${stderr}`).toContain(code);
    said.push(stdout);
  }
  const all = said.join('');
  for (const text of [
    '2 in rotation',
    'through',
    'by greeter',
    'web2: sudo /opt/greeter/greeter install 2.0',
    'lb1: set server greeter/greeter1 state drain',
    /here: ansible-playbook .* --limit web2 /,
    'skipped     web2: Install the release',
    'balancers/lb1-haproxy.cfg',
    'next: unbroken doctor --lab found.yaml',
  ])
    expect(all).toEqual(typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text));
  expect(said[0]).not.toMatch(/missing|warning/);

  expect(readFileSync(join(lab.folderOf('web2'), 'release'), 'utf8')).toBe('2.0\n');
  expect(lab.place.verdict.findings.filter(({ severity }) => severity === 'refuse')).toEqual([]);
  // The password was needed for every command, and is nowhere.
  const journal = readFileSync(join(lab.place.runFolder, 'journal.ndjson'), 'utf8');
  expect(journal).toContain('/opt/greeter/greeter install 2.0');
  expect(journal).not.toContain(lab.password);
  // What is there is not written over.
  const again = await lab.run('init', '--haproxy', 'haproxy.cfg', '--out', 'found.yaml');
  expect(again).toMatchObject({ code: 64, stderr: expect.stringContaining('found.yaml is there already') });
});
