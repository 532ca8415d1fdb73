import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { within } from '../../../lab/testing/index.ts';
import { packetOf } from '../testing/index.ts';
import { Packets, Results, type TestResult } from './index.ts';

const NAME = 'tempest.api.compute.test_servers.ServersTest.test_list[id-1,smoke]';
const T = 1_795_900_000_000;

const A_FAILURE = [
  packetOf({ test: NAME, state: 'exists' }),
  packetOf({ test: NAME, state: 'inprogress', time: T, tags: ['worker-0'] }),
  packetOf({ test: NAME, mime: 'text/plain', file: ["pythonlogging:''", 'x'.repeat(20_000)], time: T + 1 }),
  packetOf({ test: NAME, mime: 'text/x-traceback;charset="utf8"', file: ['traceback', 'Traceback …\n'] }),
  packetOf({ test: NAME, file: ['traceback', 'tempest.lib.exceptions.NotFound: größer'], route: '0' }),
  packetOf({ test: NAME, state: 'fail', time: T + 1_234.5, tags: ['worker-0'] }),
];
const WHOLE = Buffer.concat(A_FAILURE);

interface Read {
  readonly results: readonly TestResult[];
  readonly unfinished: readonly string[];
  readonly packets: Packets;
}

function read(chunks: readonly Uint8Array[]): Read {
  const packets = new Packets();
  const results = new Results();
  const found = [...chunks.flatMap((chunk) => packets.push(chunk)), ...packets.end()];
  return { results: found.flatMap((packet) => results.take(packet) ?? []), unfinished: results.unfinished, packets };
}

const FAILED = {
  test: NAME,
  outcome: 'failed',
  milliseconds: 1_234.5,
  why: 'Traceback …\ntempest.lib.exceptions.NotFound: größer',
};

test('a test that failed: its name, how long it took, and why', () => {
  expect(read([WHOLE]).results).toEqual([FAILED]);
});

test('however a stream is cut into chunks, it says the same', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(WHOLE.length), { maxLength: 8 }), (cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), WHOLE.length];
      const chunks = edges.slice(1).map((edge, index) => WHOLE.subarray(edges[index], edge));
      expect(read(chunks).results).toEqual([FAILED]);
    }),
  );
});

test('each state is passed, failed or skipped, and says why', () => {
  const result = (state: string, ...file: [string, string] | []) =>
    read([
      packetOf({ test: 'a', state: 'inprogress', time: T }),
      ...(file.length === 0 ? [] : [packetOf({ test: 'a', file })]),
      packetOf({ test: 'a', state, time: T + 5 }),
    ]).results;
  expect(result('success')).toEqual([{ test: 'a', outcome: 'passed', milliseconds: 5, why: null }]);
  expect(result('xfail')).toMatchObject([{ outcome: 'passed' }]);
  expect(result('fail')).toMatchObject([{ outcome: 'failed', why: 'it gave no reason' }]);
  expect(result('uxsuccess')).toMatchObject([{ outcome: 'failed', why: 'it passed, and was expected to fail' }]);
  expect(result('skip', 'reason', 'Suspend is not available.')).toMatchObject([
    { outcome: 'skipped', why: 'Suspend is not available.' },
  ]);
});

test('what a class says at its set-up is a result too; what only exists is none', () => {
  const { results, unfinished } = read([
    packetOf({ test: 'setUpClass (tempest.api.X)', state: 'fail', time: T }),
    packetOf({ test: 'a', state: 'exists' }),
    packetOf({ test: 'b', state: 'inprogress', time: T }),
  ]);
  expect(results).toMatchObject([{ test: 'setUpClass (tempest.api.X)', outcome: 'failed', milliseconds: 0 }]);
  expect(unfinished).toEqual(['b']);
});

test('text between packets is passed over, and its end can be told', () => {
  const said = Buffer.from('No .stestr.conf file was found for local execution\n');
  const { results, packets } = read([said, A_FAILURE[1]!, said, A_FAILURE[5]!]);
  expect(results).toHaveLength(1);
  expect(packets.passed).toBe(2 * said.length);
  expect(packets.stray).toContain('No .stestr.conf file was found');
});

test('a packet with a wrong byte is none, and the next one is read', () => {
  for (const at of [4, 10, A_FAILURE[1]!.length - 1]) {
    const broken = Buffer.from(A_FAILURE[1]!);
    broken[at]! ^= 0x55;
    expect(read([broken, ...A_FAILURE.slice(2)]).results, `byte ${at}`).toMatchObject([{ outcome: 'failed' }]);
  }
});

test('whatever comes is read or passed over, at once, and no more is kept than a share of it', () => {
  const mangled = fc
    .array(fc.record({ at: fc.nat(WHOLE.length), bytes: fc.uint8Array({ maxLength: 6 }), gone: fc.nat(40) }), {
      maxLength: 5,
    })
    .map((changes) =>
      changes.reduce<Uint8Array>(
        (now, { at, bytes, gone }) => Buffer.concat([now.subarray(0, at), bytes, now.subarray(at + gone)]),
        WHOLE,
      ),
    );
  fc.assert(
    fc.property(fc.oneof(mangled, fc.uint8Array({ maxLength: 400 })), (bytes) => {
      const { results, packets } = read([bytes]);
      expect(packets.passed).toBeLessThanOrEqual(bytes.length);
      expect(packets.stray.length).toBeLessThanOrEqual(4_000);
      for (const { test: name, why } of results) expect(name.length + (why?.length ?? 0)).toBeLessThan(20_000);
    }),
    { numRuns: 500 },
  );
  const pieces = [[0xb3], [0xb3, 0x29], [0xb3, 0x2b, 0x01, 0xbf, 0xff, 0xff], [0xb3, 0x20, 0, 8], [0xff]];
  for (const piece of pieces)
    within(() => expect(read([Buffer.from(Array<number[]>(300_000).fill(piece).flat())]).results).toEqual([]));
});

test('more tests than anybody runs at once are not kept', () => {
  const begun = Array.from({ length: 12_000 }, (_, index) =>
    packetOf({ test: `t${index}`, state: 'inprogress', time: T }),
  );
  expect(read([Buffer.concat(begun)]).unfinished).toHaveLength(10_000);
});
