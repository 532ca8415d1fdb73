import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { SAMPLES, sampleEvidence } from '../../judge/testing/index.ts';
import { Scene } from '../scene/index.ts';
import { entriesOf } from './entries.ts';
import { type Entries, Feed, type Message } from './feed.ts';

/** What a page holds that does as the live page does. */
class Page {
  readonly #entries = new Map<string, unknown>();
  seen: number | undefined;
  /** Numbers that came twice, or before one that is missing. */
  readonly wrong: Message[] = [];

  take(message: Message): void {
    if (message.kind === 'whole') this.#entries.clear();
    else if (message.number !== (this.seen ?? -1) + 1) this.wrong.push(message);
    this.seen = message.number;
    for (const [name, value] of Object.entries(JSON.parse(message.data)))
      if (value === null) this.#entries.delete(name);
      else this.#entries.set(name, value);
  }

  get entries(): Entries {
    return Object.fromEntries(this.#entries);
  }
}

const values = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto'), fc.constantFrom(null, 0, 1, { deep: 'x' }), {
  noNullPrototype: true,
});
const doing = fc.oneof(
  { weight: 3, arbitrary: values.map((entries) => ({ what: 'update' as const, entries })) },
  { weight: 2, arbitrary: fc.nat(6).map((messages) => ({ what: 'read' as const, messages })) },
  { weight: 1, arbitrary: fc.constant({ what: 'reload' as const }) },
);

const present = (entries: Entries): Entries =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== null));

test('whoever reads slowly, breaks off, comes back or reloads has no gap and nothing twice, and ends with what there is', () => {
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (doings, kept) => {
      const feed = new Feed(kept);
      let page = new Page();
      let latest: Entries = {};
      for (const each of doings) {
        if (each.what === 'update') {
          latest = each.entries;
          feed.update(latest);
        } else if (each.what === 'reload') page = new Page();
        // What was sent after these is lost with the connection: the next one begins after the last number seen.
        else for (const message of feed.after(page.seen).slice(0, each.messages)) page.take(message);
      }
      for (const message of feed.after(page.seen)) page.take(message);
      expect(page.entries).toEqual(present(latest));
      expect(page.wrong).toEqual([]);
      expect(feed.after(page.seen)).toEqual([]);
    }),
  );
});

test('what is kept for those who come back is bounded, and the whole is given to those who were away longer', () => {
  const feed = new Feed(3);
  for (let count = 1; count <= 10; count += 1) feed.update({ count });
  expect(feed.after(9).map(({ kind }) => kind)).toEqual(['change']);
  expect(feed.after(7).map(({ number }) => number)).toEqual([8, 9, 10]);
  expect(feed.after(6)).toEqual([{ number: 10, kind: 'whole', data: '{"count":10}' }]);
  // A number of another run's page.
  expect(feed.after(99).map(({ kind }) => kind)).toEqual(['whole']);
});

test('nothing is told when nothing has changed', () => {
  const feed = new Feed();
  feed.update({ a: 1 });
  feed.update({ a: 1 });
  expect(feed.after(undefined)).toEqual([{ number: 1, kind: 'whole', data: '{"a":1}' }]);
});

for (const kind of SAMPLES)
  test(`${kind}: all that there is to see fits into one line of events, at every moment`, () => {
    const { plan, journal } = sampleEvidence(kind);
    const scene = new Scene({ plan, folder: 'runs/one', usualMs: new Map() });
    const feed = new Feed();
    const page = new Page();
    for (const event of journal) {
      scene.see(event);
      feed.update(entriesOf(scene));
      for (const message of feed.after(page.seen)) {
        expect(message.data).not.toContain('\n');
        page.take(message);
      }
    }
    expect(page.entries).toEqual(present(JSON.parse(JSON.stringify(entriesOf(scene)))));
    expect(page.wrong).toEqual([]);
  });
