import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { sampleEvidence } from '../../judge/testing/index.ts';
import { Scene } from '../../live/index.ts';
import { block } from './block.ts';
import { fill, fit, harmless, widthOf } from './fit.ts';

const ADDRESS = 'http://127.0.0.1:4711/token/';

/** As it stands at a moment in which a step is under way. */
function sceneAt(t: number): Scene {
  const { plan, journal } = sampleEvidence('refused-errors');
  const ids = plan.stages.flatMap(({ steps }) => steps.map(({ id }) => id));
  const scene = new Scene({ plan, folder: 'runs/one', usualMs: new Map(ids.map((id) => [id, 5_000])) });
  for (const event of journal.filter((each) => each.t <= t)) scene.see(event);
  return scene;
}

const text = (scene: Scene, columns: number, rows = 40): string =>
  block(scene, ADDRESS, { columns, rows })
    .map((line) => line.text)
    .join('\n');

test('it tells the step and the next ones, the load, the servers with their releases, the time left, the address', () => {
  const shown = text(sceneAt(25_000_000), 200);
  expect(shown).toMatch(/^▸ \d\.\d .+ \d+\.\d s\n {2}\d\.\d .+\n {2}\d\.\d .+\n/);
  expect(shown).toMatch(/\d+\/s · [\d,]+ requests · \d+ failed · p50 .+ ms · p99 .+ ms · newest version 3\.\d+/);
  expect(shown).toMatch(/keystone1 \S+ 202\d\.1/);
  expect(shown).toMatch(/step \d+ of \d+ · 0:25 since the start · about \d+:\d\d left, as the last time/);
  expect(shown).toContain(ADDRESS);
  expect(shown).not.toMatch(/certif|refus|inconclusive/i);
});

test('whatever the width, no line is wider; on few rows it is short; between steps there is none', () => {
  const scene = sceneAt(25_000_000);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 250 }), fc.integer({ min: 1, max: 60 }), (columns, rows) => {
      const lines = block(scene, ADDRESS, { columns, rows });
      for (const line of lines) expect(widthOf(line.text)).toBeLessThanOrEqual(Math.max(1, columns - 1));
      expect(lines.length).toBeLessThanOrEqual(rows < 14 ? 2 : 12);
    }),
  );
  expect(block(sceneAt(0), ADDRESS, { columns: 80, rows: 24 })).toEqual([]);
});

test('names from outside can not move the cursor, and wide ones count twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 30 }), (name, columns) => {
      const shown = fit(harmless(name), columns);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
      expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      expect(widthOf(shown)).toBeLessThanOrEqual(columns);
    }),
  );
  expect(widthOf('身分証')).toBe(6);
  expect(fit('身分証', 4)).toBe('身…');
});

test('words that find no room are counted', () => {
  expect(fill(['one', 'two', 'three'], 9, 2)).toEqual(['one · two', 'three']);
  expect(fill(['one', 'two', 'three', 'four', 'five'], 20, 1)).toEqual(['one · and 4 more']);
  expect(fill([], 20, 3)).toEqual([]);
});
