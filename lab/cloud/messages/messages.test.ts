import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Message } from './contract.ts';
import { expectVersion, MessageError, openBus, understands } from './index.ts';

/** Each reader has a connection of its own, as processes have. */
function busesForTest() {
  const folder = mkdtempSync(join(tmpdir(), 'unbroken-test-'));
  const clock = { milliseconds: 1_000_000 };
  const stack = new DisposableStack();
  stack.defer(() => rmSync(folder, { recursive: true }));
  return {
    clock,
    open: (reader: string, options: Parameters<typeof openBus>[2] = {}) =>
      stack.use(openBus(join(folder, 'bus.db'), reader, { clock: () => clock.milliseconds, ...options })),
    [Symbol.dispose]: () => stack.dispose(),
  };
}

const nobodyAnswers = 60_000;

test('a call is answered by another connection, and what the reader throws comes back as data', async () => {
  using buses = busesForTest();
  const [api, conductor] = [buses.open('api'), buses.open('conductor')];
  conductor.serve('conductor', async ({ method, payload }) => {
    if (method === 'fail') throw new MessageError('no-valid-host', 'No valid host was found.');
    if (method === 'break') throw new TypeError('not a function');
    return { method, payload };
  });
  expect(await api.call('conductor', 'build', '1.0', { name: 'a' }, nobodyAnswers)).toEqual({
    method: 'build',
    payload: { name: 'a' },
  });
  await expect(api.call('conductor', 'fail', '1.0', null, nobodyAnswers)).rejects.toMatchObject({
    code: 'no-valid-host',
    message: 'No valid host was found.',
  });
  await expect(api.call('conductor', 'break', '1.0', null, nobodyAnswers)).rejects.toMatchObject({
    code: 'failed',
    message: 'not a function',
  });
});

test('what is cast while nobody reads is handled once by whoever comes, in order', async () => {
  using buses = busesForTest();
  const api = buses.open('api');
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  for (const number of numbers) api.cast('compute.node1', 'build', '6.0', number);
  const handled: unknown[] = [];
  const handle = async ({ payload }: Message) => handled.push(payload);
  buses.open('other').serve('compute.node2', handle);
  buses.open('node1').serve('compute.node1', handle);
  await expect.poll(() => handled).toEqual(numbers);
});

test('several readers of one topic share it, each message is handled once', async () => {
  using buses = busesForTest();
  const api = buses.open('api');
  const handled: unknown[] = [];
  const readers = new Set<string>();
  for (const reader of ['one', 'two', 'three'])
    buses.open(reader).serve('conductor', async ({ payload }) => {
      readers.add(reader);
      handled.push(payload);
      // Long enough for the others to get their share.
      await new Promise(setImmediate);
    });
  const numbers = Array.from({ length: 200 }, (_, index) => index);
  await Promise.all(numbers.map((number) => api.call('conductor', 'build', '1.0', number, nobodyAnswers)));
  expect(handled.toSorted((a, b) => Number(a) - Number(b))).toEqual(numbers);
  expect(readers.size).toBeGreaterThan(1);
});

test('as many at once as there are lanes, and stop waits for those in hand', async () => {
  using buses = busesForTest();
  const bus = buses.open('compute');
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const [begun, ended]: [unknown[], unknown[]] = [[], []];
  for (const index of gates.keys()) bus.cast('compute', 'build', '6.0', index);
  const server = bus.serve(
    'compute',
    async ({ payload }) => {
      begun.push(payload);
      await gates[Number(payload)]!.promise;
      ended.push(payload);
    },
    { lanes: 2 },
  );
  await expect.poll(() => begun).toEqual([0, 1]);
  gates[0]!.resolve();
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  const stopped = server.stop();
  for (const gate of gates) gate.resolve();
  await stopped;
  expect(ended).toEqual([0, 1, 2]);
  expect(begun).toEqual([0, 1, 2]);
});

test('a message whose reader is gone is given to another when its lease has ended, not before', async () => {
  using buses = busesForTest();
  const api = buses.open('api');
  const mortal = buses.open('mortal');
  const taken = Promise.withResolvers<void>();
  mortal.serve('conductor', () => {
    taken.resolve();
    return new Promise(() => undefined);
  });
  const answer = api.call('conductor', 'build', '1.0', 'a', nobodyAnswers);
  await taken.promise;
  mortal[Symbol.dispose]();

  const handled: unknown[] = [];
  buses.open('heir').serve('conductor', async ({ payload }) => handled.push(payload));
  await api.call('conductor', 'probe', '1.0', 'b', nobodyAnswers);
  expect(handled).toEqual(['b']);
  buses.clock.milliseconds += 5_001;
  await answer;
  expect(handled).toEqual(['b', 'a']);
});

test('an answer that comes after the message was given to another counts no more', async () => {
  using buses = busesForTest();
  const api = buses.open('api');
  const late = Promise.withResolvers<string>();
  const begun = Promise.withResolvers<void>();
  const slow = buses.open('slow').serve('conductor', () => {
    begun.resolve();
    return late.promise;
  });
  const answer = api.call('conductor', 'build', '1.0', null, nobodyAnswers);
  await begun.promise;
  const second = Promise.withResolvers<string>();
  const taken = Promise.withResolvers<void>();
  buses.clock.milliseconds += 5_001;
  buses.open('quick').serve('conductor', () => {
    taken.resolve();
    return second.promise;
  });
  await taken.promise;
  late.resolve('late');
  await slow.stop();
  second.resolve('second');
  expect(await answer).toBe('second');
});

test('a call that nobody takes ends with its limit, and is not begun after that', async () => {
  using buses = busesForTest();
  const api = buses.open('api');
  await expect(api.call('conductor', 'build', '1.0', 'forgotten', 30)).rejects.toMatchObject({ code: 'timeout' });
  const handled: unknown[] = [];
  buses.open('conductor').serve('conductor', async ({ payload }) => handled.push(payload));
  await api.call('conductor', 'build', '1.0', 'next', nobodyAnswers);
  expect(handled).toEqual(['next']);
});

test('a message that is too new for its reader is refused, and the sender is told', async () => {
  using buses = busesForTest();
  const api = buses.open('api');
  buses.open('compute').serve('compute.node1', async (message) => expectVersion(message, '6.2'));
  await api.call('compute.node1', 'build', '6.2', null, nobodyAnswers);
  await expect(api.call('compute.node1', 'build', '6.3', null, nobodyAnswers)).rejects.toMatchObject({
    code: 'unsupported-version',
    message: expect.stringContaining('version 6.2 or earlier, got 6.3'),
  });
});

test('where the kernel gives no more watches messages arrive as well', async () => {
  using buses = busesForTest();
  // The real limit is one of all processes of this user: reaching it would be felt elsewhere.
  const watch = () => {
    throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });
  };
  const [api, conductor] = [buses.open('api', { watch }), buses.open('conductor', { watch })];
  conductor.serve('conductor', async ({ payload }) => payload);
  expect(await api.call('conductor', 'build', '1.0', 'a', nobodyAnswers)).toBe('a');
});

test('versions are numbers, not text', () => {
  expect(understands('6.10', '6.9')).toBe(true);
  expect(understands('6.9', '6.10')).toBe(false);
  expect(understands('6.2', '5.9')).toBe(false);
  expect(understands('6.2', '7.0')).toBe(false);
});
