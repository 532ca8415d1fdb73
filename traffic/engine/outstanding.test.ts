import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Exchange } from './exchange.ts';
import { Outstanding } from './outstanding.ts';

/** Only what the list asks of an exchange: that it has a time, and leaves when it is given up. */
class Entry {
  readonly intended = 0;
  readonly sent: number;
  before: Exchange | undefined;
  after: Exchange | undefined;
  readonly #left: (entry: Entry) => void;

  constructor(sent: number, left: (entry: Entry) => void) {
    this.sent = sent;
    this.#left = left;
  }

  expire(): void {
    this.#left(this);
  }

  abandon(): void {
    this.#left(this);
  }

  get exchange(): Exchange {
    return this as unknown as Exchange;
  }
}

test('whatever comes and goes, it holds what a list would', () => {
  const move = fc.oneof(
    fc.record({ kind: fc.constant('add' as const) }),
    fc.record({ kind: fc.constant('delete' as const), at: fc.nat(30) }),
    fc.record({ kind: fc.constant('expire' as const), age: fc.nat(30) }),
  );
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      const outstanding = new Outstanding(1e-6);
      const all: Entry[] = [];
      let oracle: Entry[] = [];
      let left: Entry[] = [];
      const gone = (entry: Entry) => {
        left.push(entry);
        outstanding.delete(entry.exchange);
      };
      for (const each of moves) {
        left = [];
        if (each.kind === 'add') {
          const entry = new Entry(all.length, gone);
          all.push(entry);
          oracle.push(entry);
          outstanding.add(entry.exchange);
        } else if (each.kind === 'delete') {
          // Also one that has left already.
          const entry = all[each.at];
          if (entry) outstanding.delete(entry.exchange);
          oracle = oracle.filter((other) => other !== entry);
        } else {
          outstanding.expire(each.age);
          expect(left).toEqual(oracle.filter(({ sent }) => each.age - sent >= 1));
          oracle = oracle.filter((entry) => !left.includes(entry));
        }
        expect(outstanding.size).toBe(oracle.length);
      }
      left = [];
      outstanding.abandon();
      expect([left, outstanding.size]).toEqual([oracle, 0]);
    }),
  );
});
