import { expect, test } from '@playwright/test';
import type { Message, MessageBus } from '../../messages/index.ts';
import { makeComputeClient, readOrder, readSubject } from './compute.ts';

const order = { requestId: 'req-1', instanceId: 'i-1' };

/** The message that a sender pinned to this version puts on the bus. */
function sentIn(version: string): Message {
  let sent: Message | undefined;
  const cast: MessageBus['cast'] = (topic, method, sentVersion, payload) => {
    sent = { id: 1, topic, method, version: sentVersion, payload };
  };
  const bus = { cast } as MessageBus;
  makeComputeClient({ bus, pin: { version: () => version, forget: () => undefined } }).cast('c1', 'pause', order);
  return sent!;
}

test('code of either release reads what is pinned to its version', () => {
  expect(sentIn('6.3')).toMatchObject({ topic: 'compute.c1', method: 'pause', version: '6.3' });
  expect(readOrder(sentIn('6.3'), '6.3')).toEqual(order);
  expect(readOrder(sentIn('6.3'), '6.4')).toEqual(order);
  expect(readOrder(sentIn('6.4'), '6.4')).toEqual(order);
});

test('old code refuses the new version, and could not read it, but can tell whom it was about', () => {
  const message = sentIn('6.4');
  expect(() => readOrder(message, '6.3')).toThrow(expect.objectContaining({ code: 'unsupported-version' }));
  expect(() => readOrder({ ...message, version: '6.3' }, '6.3')).toThrow('instance_uuid');
  expect(readSubject(message)).toEqual(order);
});
