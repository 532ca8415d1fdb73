import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { EventOf } from '../../journal/index.ts';
import { countedBetween } from './counters.ts';

const sample = (t: number, requests: number, balancer = 'lb1'): EventOf<'counters'> => ({
  ...{ t, event: 'counters', balancer, backends: {}, servers: {} },
  frontends: { vip: { req_tot: requests, hrsp_2xx: requests } },
});

test('counts from the last sample before the first request to one that was asked for after the last', () => {
  const samples = [sample(0, 10), sample(10, 12), sample(20, 17), sample(30, 18), sample(40, 30), sample(50, 99)];
  expect(countedBetween(samples, ['lb1'], { from: 15, to: 35 })).toMatchObject({ requests: 99 - 12, anew: false });
  expect(countedBetween(samples, ['lb1'], { from: 15, to: 45 })).toMatchObject({ requests: 99 - 12 });
});

test('a balancer that was not looked at on both sides leaves all of it unknown', () => {
  const samples = [sample(0, 1), sample(20, 2), sample(5, 1, 'lb2')];
  expect(countedBetween(samples, ['lb1'], { from: 10, to: 25 })).toBeNull();
  expect(countedBetween(samples, ['lb1', 'lb2'], { from: 10, to: 15 })).toBeNull();
});

test('connections that are open at the last look are told', () => {
  const open = sample(20, 5);
  const samples = [sample(0, 1), { ...open, frontends: { vip: { ...open.frontends.vip!, scur: 3 } } }];
  expect(countedBetween(samples, ['lb1'], { from: 5, to: 10 })).toMatchObject({ requests: 4, open: 3 });
});

test('growth adds up over restarts, and a restart is told', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ more: fc.nat({ max: 9 }), anew: fc.boolean() }), { minLength: 1 }),
      (intervals) => {
        let shown = 5;
        let sum = 0;
        let anew = false;
        const samples = [sample(0, shown)];
        intervals.forEach(({ more, anew: restarts }, index) => {
          // What begins anew shows less than before, or nobody can tell.
          const from = restarts && more < shown ? 0 : shown;
          anew ||= from === 0 && shown > 0;
          shown = from + more;
          sum += more;
          samples.push(sample(index + 1, shown));
        });
        const counted = countedBetween(samples, ['lb1'], { from: 0, to: intervals.length });
        expect(counted).toMatchObject({ requests: sum, anew });
        expect(counted!.answers).toEqual([0, 0, sum, 0, 0, 0]);
      },
    ),
  );
});
