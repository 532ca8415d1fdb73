import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { JournalEvent } from '../journal/index.ts';
import type { Judgement } from '../judge/index.ts';
import { journalIn, killAt, Workplace } from './testing/index.ts';

/** The harness is killed again and again, from outside, at every place where it can be hurt. */

const SHORT = ['--baseline', '1', '--mixed', '1', '--settle', '1', '--rate', '40'];

async function withLab(place: Workplace, scenario: string, body: (id: string) => Promise<void>): Promise<void> {
  // Of two load balancers, both must be put back; of two compute nodes, one serves while nobody starts the other again.
  const { stdout } = await place.run('lab', 'up', '--shape', 'pair', '--projects', scenario.split('-')[0]!);
  const id = /^lab (\w+) is up/.exec(stdout)![1]!;
  try {
    await body(id);
  } finally {
    await place.run('lab', 'down', id);
  }
}

/** What every load balancer has of every server, but for addresses and times. */
async function serversOf(place: Workplace, id: string): Promise<string> {
  const { stdout } = await place.run('lab', 'status', id);
  return stdout.replaceAll(/\d{4}\.\d/g, 'RELEASE');
}

/** Checks are begun anew after each restore: one of the two does that, the other one has steps enough. */
function optionsOf(scenario: string): string[] {
  return scenario === 'keystone' ? SHORT : [...SHORT, '--skip', 'checks'];
}

/** Nothing is lost, the gap is told, and what it leaves open is not taken for a contradiction, nor trips the judge. */
function expectSound({ proof, assumptions }: Judgement): void {
  expect(proof.writes).toMatchObject({ lost: 0, duplicate: 0, phantom: 0 });
  const broken = assumptions.filter(({ holds }) => !holds);
  expect(broken.map(({ name }) => name)).toContain('measured-throughout');
  const wrong = ({ name }: { name: string }) =>
    ['reconciled', 'rotation-kept'].includes(name) || name.startsWith('rule-');
  expect(broken.filter(wrong)).toEqual([]);
}

/** The end of one step is where the next one begins; the short scenario is killed at both sides of that moment. */
const BOUNDARIES: Record<string, readonly JournalEvent['event'][]> = {
  keystone: ['step-started', 'step-ended'],
  'nova-rolling': ['step-ended'],
};

/** Each life is killed one event further, until nothing is left. */
for (const [scenario, ends] of Object.entries(BOUNDARIES))
  test(`${scenario}: killed at every step boundary, resumed each time, it comes to its end and loses no write`, async () => {
    test.setTimeout(1_500_000);
    using place = new Workplace();
    await withLab(place, scenario, async (id) => {
      const runs = join(place.folder, 'runs');
      const seen = new Set<string>();
      const fresh = (event: JournalEvent): boolean => {
        if (event.event !== 'step-started' && event.event !== 'step-ended') return false;
        if (event.event === 'step-ended' && event.outcome !== 'done') return false;
        const boundary = `${event.event} ${event.step}`;
        if (!ends.includes(event.event) || seen.has(boundary)) return false;
        seen.add(boundary);
        return true;
      };
      let kills = 0;
      let running = place.start('certify', scenario, '--lab', id, ...optionsOf(scenario));
      while (await killAt(running, runs, fresh)) {
        kills++;
        // On a busy machine the next boundary may be passed before the signal arrives: then it is there that it died.
        journalIn(place.runFolder).forEach(fresh);
        running = place.start('resume', place.runFolder);
      }
      const { code, stderr } = await running.outcome;
      expect(stderr).not.toContain('unexpected');
      const boundaries = ends.flatMap((end) => [...place.acts.keys()].map((step) => `${end} ${step}`));
      expect(boundaries.filter((boundary) => !seen.has(boundary))).toEqual([]);
      expect(kills).toBeGreaterThan(place.acts.size / 2);
      expectSound(place.verdict);
      const { verdict, findings, releases } = place.verdict;
      expect(findings.filter(({ severity }) => severity === 'refuse')).toEqual([]);
      expect(verdict).toBe('inconclusive');
      expect(code).toBe(2);
      for (const { after } of releases) expect(after).toBe('2026.1');
    });
  });

/** What a step of a kind tells in its middle; one that tells nothing is killed right behind its beginning. */
const MIDDLE: Partial<Record<string, JournalEvent['event']>> = {
  checks: 'check',
  drain: 'balancer-told',
  rejoin: 'balancer-told',
  crossover: 'balancer-told',
  stop: 'command',
  install: 'command',
  start: 'command',
  reload: 'command',
  database: 'command',
};

/** One life is killed, restored, resumed to the next kind. */
for (const scenario of Object.keys(BOUNDARIES))
  test(`${scenario}: killed within a step of every kind, restore puts the lab back as it was, and resume goes on`, async () => {
    test.setTimeout(900_000);
    using place = new Workplace();
    await withLab(place, scenario, async (id) => {
      const before = await serversOf(place, id);
      const runs = join(place.folder, 'runs');
      const seen = new Set<string>();
      const isMiddle = (event: JournalEvent, earlier: readonly JournalEvent[]): boolean => {
        const step = [...earlier, event].findLast((one) => one.event === 'step-started' || one.event === 'step-ended');
        const kind = step?.event === 'step-started' ? place.acts.get(step.step)?.kind : undefined;
        if (kind === undefined || seen.has(kind) || event.event !== (MIDDLE[kind] ?? 'step-started')) return false;
        seen.add(kind);
        return true;
      };
      let running = place.start('certify', scenario, '--lab', id, ...optionsOf(scenario));
      while (await killAt(running, runs, isMiddle)) {
        const restored = await place.run('restore', place.runFolder);
        expect(restored.stdout, restored.stderr).toMatch(/nothing to put back| 0 not/);
        expect(await serversOf(place, id)).toBe(before);
        running = place.start('resume', place.runFolder);
      }
      const { code, stderr } = await running.outcome;
      expect(stderr).not.toContain('unexpected');
      expect(seen).toEqual(new Set([...place.acts.values()].map(({ kind }) => kind)));
      expectSound(place.verdict);
      const { verdict, findings, releases } = place.verdict;
      expect(findings.filter((finding) => finding.class === 'left-out')).toEqual([]);
      for (const { after } of releases) expect(after).toBe('2026.1');
      // Taking a crossover back may show users the old release again: that refuses, and nothing else does.
      const refusals = findings.filter(({ severity }) => severity === 'refuse').map((finding) => finding.class);
      expect(refusals.filter((name) => name !== 'version-order')).toEqual([]);
      expect([verdict, code]).toEqual(refusals.length > 0 ? ['refused', 1] : ['inconclusive', 2]);
    });
  });

test('killed behind the crossover: resumed it is inconclusive, put back and resumed it is refused for versions that went back', async () => {
  test.setTimeout(600_000);
  for (const putBack of [false, true]) {
    using place = new Workplace();
    await withLab(place, 'keystone', async (id) => {
      const killed = await killAt(
        place.start('certify', 'keystone', '--lab', id, ...SHORT),
        join(place.folder, 'runs'),
        (event) => event.event === 'step-ended' && place.acts.get(event.step)?.kind === 'crossover',
      );
      expect(killed).toBe(true);
      if (putBack) await place.run('restore', place.runFolder);
      const { code } = await place.run('resume', place.runFolder);
      expectSound(place.verdict);
      const refusals = place.verdict.findings.filter(({ severity }) => severity === 'refuse');
      expect(new Set(refusals.map((finding) => finding.class))).toEqual(new Set(putBack ? ['version-order'] : []));
      expect(code).toBe(putBack ? 1 : 2);
    });
  }
});
