import { expect, test } from '@playwright/test';
import { type MannerName, openZoo, type Zoo } from '../testing/index.ts';
import { Http1Lane, type Lane } from './lane.ts';
import type { Link, Loss } from './link.ts';
import { targetAt } from './target.ts';

const SECOND = 1_000_000;

function laneTo(zoo: Zoo, kind: 'keep-alive' | 'fresh' = 'keep-alive') {
  let connections = 0;
  return new Http1Lane(kind, targetAt(zoo.address), () => ++connections);
}

/** Sends one request and waits for its fate. */
function ask(connection: Link, manner: MannerName): Promise<'answered' | Loss> {
  return new Promise((resolve) => {
    connection.take({
      onConnected: () => connection.send(`GET /${manner}/x HTTP/1.1\r\nhost: zoo\r\n\r\n`, 'GET', false),
      onFirstByte: () => {},
      onAnswer: () => resolve('answered'),
      onLoss: resolve,
    });
  });
}

async function used(lane: Lane, manner: MannerName, now: number): Promise<Link> {
  const connection = lane.obtain(now);
  await ask(connection, manner);
  lane.giveBack(connection, now);
  return connection;
}

test('idle connections are used in turn, the longest idle first', async () => {
  await using zoo = await openZoo();
  const lane = laneTo(zoo);
  const three = [lane.obtain(0), lane.obtain(0), lane.obtain(0)];
  for (const connection of three) expect(await ask(connection, 'ok')).toBe('answered');
  for (const connection of three) lane.giveBack(connection, 0);
  const order: number[] = [];
  for (let round = 0; round < 6; round += 1) order.push((await used(lane, 'ok', round)).id);
  expect(order).toEqual([1, 2, 3, 1, 2, 3]);
  expect(three.map(({ turn }) => turn)).toEqual([3, 3, 3]);
  lane.close();
});

test('one that was idle for more than 4 s is closed and not used again', async () => {
  await using zoo = await openZoo();
  const lane = laneTo(zoo);
  const first = await used(lane, 'ok', 0);
  expect((await used(lane, 'ok', 3.9 * SECOND)).id).toBe(first.id);
  expect((await used(lane, 'ok', 8 * SECOND)).id).not.toBe(first.id);
  expect(first.open).toBe(false);
  lane.close();
});

test('sweeping closes what nobody asks for any more', async () => {
  await using zoo = await openZoo();
  const lane = laneTo(zoo);
  const connection = await used(lane, 'ok', 0);
  lane.sweep(3.9 * SECOND);
  expect(connection.open).toBe(true);
  lane.sweep(4.1 * SECOND);
  expect(connection.open).toBe(false);
  expect(lane.obtain(4.1 * SECOND)).not.toBe(connection);
  lane.close();
});

for (const manner of ['long', 'twice', 'http-1.0', 'close', 'garbage', 'unavailable'] as const)
  test(`after "${manner}" the connection is ${manner === 'unavailable' ? '' : 'not '}used again`, async () => {
    await using zoo = await openZoo();
    const lane = laneTo(zoo);
    const first = await used(lane, manner, 0);
    expect(lane.obtain(1) === first).toBe(manner === 'unavailable');
    lane.close();
  });

test('one that the peer closed while it was idle is not used again, and that is nobody’s failure', async () => {
  const zoo = await openZoo();
  const lane = laneTo(zoo);
  const first = await used(lane, 'ok', 0);
  await zoo[Symbol.asyncDispose]();
  await expect.poll(() => first.open).toBe(false);
  expect(lane.obtain(1)).not.toBe(first);
  lane.close();
});

test('a fresh lane never uses a connection twice', async () => {
  await using zoo = await openZoo();
  const lane = laneTo(zoo, 'fresh');
  const ids = [await used(lane, 'ok', 0), await used(lane, 'ok', 0)].map(({ id }) => id);
  expect(ids).toEqual([1, 2]);
  lane.close();
});
