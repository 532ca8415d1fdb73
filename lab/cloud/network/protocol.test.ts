import { expect, test } from '@playwright/test';
import type { Message } from '../messages/index.ts';
import { type Change, readChange, versionOf, writeChange } from './protocol.ts';

const OLD = 9;
const NEW = 10;
const two: Change = {
  method: 'update',
  items: [
    { id: 'a', content: { mac_address: 'fa:16:3e:00:00:01' } },
    { id: 'b', content: {} },
  ],
};
const gone: Change = { method: 'remove', ids: ['a', 'b'] };

const sent = (level: number, change: Change): Message[] =>
  writeChange(level, change).map((written, id) => ({ id, topic: 'q-agent-notifier.node1', ...written }));

test('an old agent is sent one thing a message, a new one all in one', () => {
  expect(writeChange(OLD, two)).toEqual([
    { version: '1.9', method: 'update', payload: { item: two.items[0] } },
    { version: '1.9', method: 'update', payload: { item: two.items[1] } },
  ]);
  expect(writeChange(NEW, two)).toEqual([{ version: '1.10', method: 'update', payload: { items: two.items } }]);
});

test('new code reads both forms and finds the same in them', () => {
  for (const level of [OLD, NEW]) {
    const read = sent(level, two).map((message) => readChange(NEW, message));
    expect(read.flatMap((change) => (change.method === 'update' ? change.items : []))).toEqual(two.items);
    const removed = sent(level, gone).map((message) => readChange(NEW, message));
    expect(removed.flatMap((change) => (change.method === 'remove' ? change.ids : []))).toEqual(gone.ids);
  }
});

test('old code reads the old form and refuses the new one', () => {
  expect(sent(OLD, gone).map((message) => readChange(OLD, message))).toEqual([
    { method: 'remove', ids: ['a'] },
    { method: 'remove', ids: ['b'] },
  ]);
  for (const change of [two, gone])
    expect(() => readChange(OLD, sent(NEW, change)[0]!)).toThrow(
      expect.objectContaining({ code: 'unsupported-version' }),
    );
});

test('nothing that is neither an update nor a removal is guessed at', () => {
  const message = { id: 1, topic: 't', method: 'reboot', version: versionOf(OLD), payload: null };
  expect(() => readChange(NEW, message)).toThrow('Expected update or remove, got reboot');
});
