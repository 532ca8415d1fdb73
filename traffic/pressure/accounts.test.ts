import { EventEmitter } from 'node:events';
import { expect, test } from '@playwright/test';
import { Accounts } from './accounts.ts';

/** The events of one connection as autocannon's source emits them. */
function tallyOf(...events: (string | [string, number])[]) {
  const accounts = new Accounts([200]);
  const connection = new EventEmitter();
  accounts.watch(connection);
  for (const event of events.map((each) => [each].flat())) connection.emit(String(event[0]), ...event.slice(1));
  const { sent, answered, good, errors, unaccounted } = accounts.tally(1);
  return { sent, answered, good, errors, unaccounted };
}

test('every request that was sent is answered, an error, or told as unaccounted', () => {
  expect(tallyOf('request', ['response', 200], 'request', ['response', 503])).toEqual({
    sent: 2,
    answered: 2,
    good: 1,
    errors: 0,
    unaccounted: 0,
  });
  expect(tallyOf('request', 'connError', 'request', ['response', 200])).toMatchObject({
    sent: 2,
    errors: 1,
    unaccounted: 0,
  });
  // Closed without an answer: the next thing that is heard is the next request.
  expect(tallyOf('request', 'request', ['response', 200])).toMatchObject({ sent: 2, errors: 0, unaccounted: 1 });
  expect(tallyOf('request', 'request', 'timeout', ['response', 200])).toMatchObject({ errors: 1, unaccounted: 0 });
});

test('what we end ourselves, and what breaks while nobody waits, counts for nothing', () => {
  expect(tallyOf('request', ['response', 200], 'request', 'done')).toMatchObject({ sent: 1, unaccounted: 0 });
  expect(tallyOf('request', ['response', 200], 'connError', 'done')).toMatchObject({
    sent: 1,
    errors: 0,
    unaccounted: 0,
  });
});
