import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { JournalEvent } from '../journal/index.ts';
import { killAt, Workplace } from './testing/index.ts';

/** The harness is killed again and again, from outside, at every place where it can be hurt. */

const SHORT = ['--baseline', '1', '--mixed', '1', '--settle', '1', '--rate', '40'];

const SCENARIOS = ['keystone', 'nova-rolling'];

async function withLab(place: Workplace, project: string, body: (id: string) => Promise<void>): Promise<void> {
  const { stdout } = await place.run('lab', 'up', '--shape', 'small', '--projects', project);
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

/** Each life is killed one event further, at the beginning of a step and again at its end, until nothing is left. */
for (const scenario of SCENARIOS)
  test(`${scenario}: killed at both ends of every step, resumed each time, it comes to its end and loses no write`, async () => {
    test.setTimeout(900_000);
    using place = new Workplace();
    await withLab(place, scenario.split('-')[0]!, async (id) => {
      const runs = join(place.folder, 'runs');
      const seen = new Set<string>();
      const fresh = (event: JournalEvent): boolean => {
        // The longer one at the ends only: that is where the next one begins.
        if (event.event === 'step-started' && scenario !== 'keystone') return false;
        if (event.event !== 'step-started' && event.event !== 'step-ended') return false;
        const key = `${event.event} ${event.step}`;
        if (seen.has(key) || (event.event === 'step-ended' && event.outcome !== 'done')) return false;
        seen.add(key);
        return true;
      };
      let kills = 0;
      let running = place.start('certify', scenario, '--lab', id, ...SHORT);
      while (await killAt(running, runs, fresh)) {
        kills++;
        running = place.start('resume', place.runFolder);
      }
      const { code, stderr } = await running.outcome;
      expect(stderr).not.toContain('unexpected');
      expect(kills).toBeGreaterThan(20);
      const { verdict, findings, proof, assumptions, releases } = place.verdict;
      expect(findings.filter(({ severity }) => severity === 'refuse')).toEqual([]);
      expect(proof.writes).toMatchObject({ lost: 0, duplicate: 0, phantom: 0 });
      expect(assumptions.find(({ name }) => name === 'measured-throughout')).toMatchObject({ holds: false });
      expect(verdict).toBe('inconclusive');
      expect(code).toBe(2);
      for (const { after } of releases) expect(after).toBe('2026.1');
    });
  });

const WITHIN = ['checks', 'observe', 'drain', 'stop', 'install', 'database', 'start', 'rejoin', 'audit'];

/** In the middle: right behind the beginning of a step of each kind. One life is killed, restored, resumed to the next kind. */
for (const scenario of SCENARIOS)
  test(`${scenario}: killed within a step of every kind, restore puts the lab back as it was, and resume goes on`, async () => {
    test.setTimeout(900_000);
    using place = new Workplace();
    await withLab(place, scenario.split('-')[0]!, async (id) => {
      const before = await serversOf(place, id);
      const runs = join(place.folder, 'runs');
      const seen = new Set<string>();
      let running = place.start('certify', scenario, '--lab', id, ...SHORT);
      for (;;) {
        const killed = await killAt(running, runs, (event) => {
          const kind = event.event === 'step-started' ? place.kindOf(event.step) : undefined;
          if (kind === undefined || seen.has(kind)) return false;
          seen.add(kind);
          return true;
        });
        if (!killed) break;
        const restored = await place.run('restore', place.runFolder);
        expect(restored.stdout, restored.stderr).toMatch(/nothing to put back| 0 not/);
        expect(await serversOf(place, id)).toBe(before);
        running = place.start('resume', place.runFolder);
      }
      const { code, stderr } = await running.outcome;
      expect(stderr).not.toContain('unexpected');
      expect(WITHIN.filter((kind) => !seen.has(kind))).toEqual([]);
      const { findings, proof, releases } = place.verdict;
      expect(proof.writes).toMatchObject({ lost: 0, duplicate: 0, phantom: 0 });
      expect(findings.filter((finding) => finding.class === 'left-out')).toEqual([]);
      for (const { after } of releases) expect(after).toBe('2026.1');
      // Taking a crossover back shows users the old release again: that is told, and nothing worse.
      const refusals = findings.filter(({ severity }) => severity === 'refuse').map((finding) => finding.class);
      expect(refusals.filter((name) => name !== 'version-order')).toEqual([]);
      expect(code).toBe(refusals.length > 0 ? 1 : 2);
    });
  });
