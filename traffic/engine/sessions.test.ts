import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type Kept, Sessions } from './sessions.ts';

const kept = fc.record({
  session: fc.nat({ max: 2 }),
  values: fc.dictionary(fc.constantFrom('token', 'project'), fc.string(), { minKeys: 1 }),
  at: fc.nat({ max: 1000 }),
});
/** Two answers are never complete at the same moment. */
const history = fc.uniqueArray(kept, { selector: ({ at }) => at, maxLength: 12 });

test('however late they hear of it, all workers end up with what the youngest answers gave', () => {
  const inTwoOrders = history.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(inTwoOrders, ([all, shuffled]) => {
      const heard = new Sessions(3, { user: 'ann' });
      for (const one of shuffled) heard.learn(one);
      const inOrder = [...all].sort((a, b) => a.at - b.at);
      const expected = [0, 1, 2].map((session) =>
        Object.assign({ user: 'ann' }, ...inOrder.filter((one) => one.session === session).map(({ values }) => values)),
      );
      expect(heard.values).toEqual(expected);
    }),
  );
});

test('what an answer gave is known at once, and told once; one that gave nothing is not told', () => {
  const told: Kept[] = [];
  const sessions = new Sessions(2, {}, (one) => told.push(one));
  const one = { session: 1, values: { token: 'a' }, at: 5 };
  sessions.keep(one.session, one.values, one.at);
  sessions.keep(0, {}, 6);
  expect(sessions.values).toEqual([{}, { token: 'a' }]);
  expect(told).toEqual([one]);
});

test('what a request was rendered with does not change under it', () => {
  const sessions = new Sessions(1, { token: 'old' });
  const before = sessions.variables(0);
  sessions.learn({ session: 0, values: { token: 'new' }, at: 1 });
  expect(before).toEqual({ token: 'old' });
  expect(sessions.variables(0)).toEqual({ token: 'new' });
});
