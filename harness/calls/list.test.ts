import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated } from '../../lab/testing/index.ts';
import type { CallResult } from './caller.ts';
import { listAll } from './list.ts';

const LISTING = { list: 'list-all', items: '/images', mark: '/name', keep: {}, next: '/next' };
const NEVER = new AbortController().signal;

/** Gives these answers, one after the other, and remembers what it was asked for. */
function service(...bodies: readonly unknown[]) {
  const asked: (string | undefined)[] = [];
  return {
    asked,
    async call(_name: string, _signal: AbortSignal, path?: string): Promise<CallResult> {
      asked.push(path);
      const body = bodies[(asked.length - 1) % bodies.length];
      return { ok: true, body: typeof body === 'string' ? body : JSON.stringify(body) };
    },
  };
}
const page = (names: readonly string[], next?: unknown) => ({ images: names.map((name) => ({ name })), next });

test('page after page, as far as each names the next', async () => {
  const paged = service(
    page(['a', 'b'], '/v2/images?marker=b'),
    page(['c'], 'http://front.example/v2/images?marker=c'),
    page([]),
  );
  const listed = await listAll(paged, LISTING, NEVER);
  expect(listed.ok && listed.marked.map(({ mark }) => mark)).toEqual(['a', 'b', 'c']);
  expect(paged.asked).toEqual([undefined, '/v2/images?marker=b', '/v2/images?marker=c']);
});

test('where nobody says how the next page is named, there is one', async () => {
  const { next: _, ...plain } = LISTING;
  const paged = service(page(['a'], '/v2/images?marker=a'));
  expect(await listAll(paged, plain, NEVER)).toMatchObject({ ok: true, marked: [{ mark: 'a' }] });
  expect(paged.asked).toHaveLength(1);
});

test('pages that lead back are told, and so is one without a list', async () => {
  const round = service(page(['a'], '/x?1'), page(['b'], '/x?2'));
  expect(await listAll(round, LISTING, NEVER)).toMatchObject({
    ok: false,
    why: expect.stringContaining('/x?1 came again'),
  });
  const broken = service(page(['a'], '/x?1'), { images: 7 });
  expect(await listAll(broken, LISTING, NEVER)).toEqual({ ok: false, why: 'list-all: expected a list at /images' });
});

test('a page that could not be had makes no list, and says why', async () => {
  const call = async (_name: string, _signal: AbortSignal, path?: string): Promise<CallResult> =>
    path === undefined
      ? { ok: true, body: JSON.stringify(page(['a'], '/x?1')) }
      : { ok: false, why: 'list-all: 500', status: 500 };
  expect(await listAll({ call }, LISTING, NEVER)).toEqual({ ok: false, why: 'list-all: 500', status: 500 });
});

test('whatever stands there as the next page, it comes to an end', async () => {
  const REAL = JSON.stringify(page(['a'], '/v2/images?marker=a'));
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutated(REAL), fc.json(), fc.string({ unit: 'binary' })), async (body) => {
      const odd = service(body);
      expect(typeof (await listAll(odd, LISTING, NEVER)).ok).toBe('boolean');
      expect(odd.asked.length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 300 },
  );
});
