import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { EventOf, JournalEvent } from '../journal/index.ts';
import { RunFolder } from '../run/index.ts';
import { Workplace } from './testing/index.ts';

/** What is recorded beside the ledger, of one real upgrade under pressure. */

const SHORT = ['--baseline', '2', '--mixed', '1', '--settle', '2', '--pressure', '0.2'];

test('what load balancers logged, what nodes answered and what they say they served: all of it adds up', async () => {
  using place = new Workplace();
  const { stderr } = await place.run('certify', 'keystone', ...SHORT);
  expect(stderr).toContain('press until the end with 20 %');
  const { ledger, access, journal } = await new RunFolder(place.runFolder).evidence();
  const of = <Name extends JournalEvent['event']>(name: Name) =>
    journal.filter((event): event is EventOf<Name> => event.event === name);

  const lines = new Map(Array.from(access!.sequence, (sequence, line) => [sequence, line]));
  expect(lines.size).toBe(access!.count);
  const answered = Array.from({ length: ledger.count }, (_, row) => row).filter((row) => ledger.status[row]! > 0);
  const told = (row: number) => [ledger.status[row], ledger.names.servers[ledger.server[row]! - 1]];
  const logged = (line: number) => [access!.status[line], access!.names.servers[access!.server[line]!]];
  const apart = answered.filter((row) => {
    const line = lines.get(ledger.sequence[row]!);
    return line === undefined || String(logged(line)) !== String(told(row));
  });
  expect(answered.length).toBeGreaterThan(1_000);
  expect(apart).toEqual([]);
  expect(access!.unread).toBe(0);

  const [first, last] = [of('counters')[0]!, of('counters').at(-1)!];
  const passed = (sample: typeof first) => sample.frontends['keystone-front']!.req_tot!;
  expect(passed(last) - passed(first)).toBe(access!.count + access!.others.lb1!['keystone-front']!);

  const nodes = ['controller1', 'controller2', 'controller3'];
  for (const node of nodes) {
    const servedOn = of('served').filter((event) => event.node === node);
    const linesOf = Array.from(access!.server, (index) => access!.names.servers[index]);
    const mine = linesOf.filter((server) => server === node.replace('controller', 'keystone')).length;
    expect(servedOn).toHaveLength(2);
    expect(servedOn[1]!.requests - servedOn[0]!.requests).toBe(mine);
    const versions = new Set(of('direct').flatMap((event) => (event.node === node ? [event.version] : [])));
    expect([...versions]).toEqual(expect.arrayContaining(['3.14', '3.15']));
  }

  const [begun, ended] = of('pressure');
  const [capacity] = of('capacity');
  expect(begun!.target).toBe(Math.floor((0.2 * capacity!.perSecond * 2) / 3));
  expect(ended!.sent).toBe(ended!.answered! + ended!.errors! + ended!.unaccounted!);
  expect(ended!.answered).toBeGreaterThan(0);

  const kept = readFileSync(join(place.runFolder, 'haproxy-lb1.log'), 'utf8');
  expect(kept).not.toMatch(/\/v3|\?|token/);
});
