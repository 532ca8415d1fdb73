import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../lab/docker/testing/index.ts';
import type { EventOf, JournalEvent } from '../journal/index.ts';
import type { Judgement } from '../judge/index.ts';
import { journalIn, killAt, Workplace } from './testing/index.ts';

/** Upgrades of the load balancers themselves, in one lab after another. */

const PACE = ['--baseline', '3', '--settle', '3'];

const refusalsOf = ({ findings }: Judgement) => findings.filter(({ severity }) => severity === 'refuse');

async function withLab(body: (id: string) => Promise<void>): Promise<void> {
  using place = new Workplace();
  const up = await place.run('lab', 'up', '--lab', 'docker', '--controllers', '2', '--projects', 'keystone');
  const id = /^lab (\w+) is up/m.exec(up.stdout)![1]!;
  try {
    await body(id);
  } finally {
    await place.run('lab', 'down', id);
  }
}

/** What keepalived wrote down when it came to this state last, as ms since 1970. */
async function loggedAt(id: string, balancer: string, state: string): Promise<number> {
  using place = new Workplace();
  const log = await place.run('lab', 'ssh', '--lab', id, balancer, 'cat', 'var/log/vrrp.log');
  const line = log.stdout.split('\n').findLast((one) => one.endsWith(` ${state}`)) ?? '';
  return Date.parse(line.split(' ')[0]!);
}

/** The time that a notify script takes to be started, on a machine that has a lot to do. */
const NOTIFIED_MS = 1_000;

test('HAProxy, upgraded in place on both: nobody notices. Then each while the other has the address: refused, and put down to that', async () => {
  await withLab(async (id) => {
    using first = new Workplace();
    const inPlace = await first.run('certify', 'haproxy', '--lab', id, ...PACE);
    expect(refusalsOf(first.verdict), inPlace.stderr).toEqual([]);
    expect(first.verdict.balancers.map(({ version }) => version.slice(0, 4))).toEqual(['3.0.', '3.0.']);
    const open = first.verdict.assumptions.filter(({ holds }) => !holds).map(({ name }) => name);
    const ours = ['completed', 'balancers-watched', 'address-kept', 'versions-changed', 'coverage'];
    expect(open.filter((name) => ours.includes(name))).toEqual([]);

    for (const balancer of ['lb1', 'lb2'])
      await first.run('lab', 'ssh', '--lab', id, balancer, 'install-release haproxy 2.6 && service haproxy reload');

    using second = new Workplace();
    const moved = await second.run('certify', 'haproxy-failover', '--lab', id, ...PACE);
    const { verdict } = second;
    expect(moved.code, moved.stderr).toBe(1);
    expect(refusalsOf(verdict).map((finding) => finding.class)).toContain('errors');
    const step = [...second.acts].find(([, act]) => act.kind === 'failover')![0];
    const incidents = verdict.incidents.filter((incident) => incident.step === step);
    expect(incidents).not.toEqual([]);
    for (const { sentence } of incidents)
      expect(sentence).toContain(`The shared address moved from lb1 to lb2 (step ${step}`);

    // Held against what keepalived wrote down on its own.
    const began = Date.parse(verdict.run.started);
    const atWall = (microseconds: number) => began + microseconds / 1000;
    const told = verdict.findings.filter((finding) => finding.class === 'address-moved');
    expect(told.map(({ title }) => title)).toEqual(['The shared address moved from lb1 to lb2']);
    const events = journalIn(second.runFolder).filter(
      (event): event is EventOf<'address'> => event.event === 'address',
    );
    const taken = events.find(({ balancer, holds, since }) => balancer === 'lb2' && holds && since !== undefined)!;
    expect(told[0]!.to).toBe(taken.since);
    const logged = await loggedAt(id, 'lb2', 'MASTER');
    expect(logged).toBeGreaterThanOrEqual(atWall(taken.since! - taken.within!) - 1);
    expect(logged).toBeLessThan(atWall(taken.since! + taken.within!) + NOTIFIED_MS);
  });
});

const STANDS_STILL = `scenario: stands-still
title: The load balancer that serves stands still
traffic: ${join(import.meta.dirname, '../../scenarios/keystone/traffic.yaml')}
limits: { drainSeconds: 30, readySeconds: 30, commandSeconds: 60 }
pace: { baselineSeconds: 1, mixedSeconds: 1, settleSeconds: 1 }
stages:
  - once: { failover: paused, of: lb1 }
`;

test('killed while a load balancer stands still: restore reaches it again, and it goes on', async () => {
  await withLab(async (id) => {
    using place = new Workplace();
    writeFileSync(join(place.folder, 'scenario.yaml'), STANDS_STILL);
    const running = place.start('certify', './scenario.yaml', '--lab', id);
    await running.says(/watch the old release/);
    const taken = (event: JournalEvent) => event.event === 'address' && event.balancer === 'lb2' && event.holds;
    expect(await killAt(running, join(place.folder, 'runs'), taken)).toBe(true);
    const restored = await place.run('restore', place.runFolder);
    expect(restored, restored.stderr).toMatchObject({ code: 0, stdout: '1 put back, 0 not\n' });
    expect((await place.run('lab', 'ssh', '--lab', id, 'lb1', 'hostname')).stdout).toBe('lb1\n');
  });
});
