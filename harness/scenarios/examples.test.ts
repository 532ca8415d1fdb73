import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { localLabShape } from '../../lab/index.ts';
import { makePlan, printPlan } from '../plan/index.ts';
import { loadScenario } from './index.ts';

/** Every example of docs/scenarios.md, as somebody who follows the page would have it. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Chapter {
  readonly title: string;
  /** File name → text; one that a chapter does not show is as the chapters before left it. */
  readonly files: Readonly<Record<string, string>>;
  readonly plan: string | undefined;
}

function chapters(): Chapter[] {
  const [, ...parts] = readFileSync(join(ROOT, 'docs/scenarios.md'), 'utf8').split(/^## /m);
  let files: Record<string, string> = {};
  return parts.flatMap((part) => {
    const blocks = [...part.matchAll(/^```(\w+) (\S+)\n(.*?)^```$/gms)];
    const shown = Object.fromEntries(
      blocks.filter(([, kind]) => kind === 'yaml').map(([, , name, text]) => [name, text]),
    );
    files = { ...files, ...shown };
    const plan = blocks.find(([, kind, name]) => kind === 'text' && name === 'plan')?.[3];
    return 'scenario.yaml' in shown ? [{ title: part.split('\n')[0]!, files, plan }] : [];
  });
}

function planOf({ files }: Chapter): string {
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    for (const name of ['keystone', 'cinder'])
      cpSync(join(ROOT, 'scenarios', name), join(folder, name), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { scenario, profile } = loadScenario(join(folder, 'scenario.yaml'));
    return printPlan(
      makePlan({
        scenario,
        lab: localLabShape(),
        seed: 1,
        rate: scenario.rate ?? profile.rate,
        order: scenario.order,
        level: 'real-time',
        skip: [],
        cycles: Object.keys(profile.cycles),
        companions: Object.keys(profile.companions),
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const all = chapters();

test('the page has its examples', () => {
  expect(all.length).toBeGreaterThan(6);
});

for (const chapter of all)
  test(`the example "${chapter.title}" can be planned`, () => {
    const printed = planOf(chapter);
    expect(printed).toContain('1.1 watch the old release');
    if (chapter.plan !== undefined) expect(printed).toBe(chapter.plan);
  });
