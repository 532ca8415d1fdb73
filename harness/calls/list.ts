import { atPointer, type Profile } from '../../traffic/index.ts';
import type { Caller } from './caller.ts';
import { type Marked, markedIn, parsed } from './marked.ts';

/** How to list what is there, all of it. */
export type Listing = Profile['finds'][number];

export type Listed =
  | { readonly ok: true; readonly marked: readonly Marked[] }
  | { readonly ok: false; readonly why: string };

/** A list of a million things, a thousand a page. */
const MOST_PAGES = 1_000;

/** Page after page, as far as each names the next: services give no more than so many at once, whatever was asked for. */
export async function listAll(caller: Pick<Caller, 'call'>, listing: Listing, signal: AbortSignal): Promise<Listed> {
  const marked: Marked[] = [];
  const seen = new Set<string>();
  let path: string | undefined;
  do {
    const page = await caller.call(listing.list, signal, path);
    if (!page.ok) return page;
    const its = markedIn(page.body, listing);
    if (!its) return { ok: false, why: `${listing.list}: expected a list at ${listing.items}` };
    marked.push(...its);
    path = nextOf(page.body, listing);
    if (path !== undefined && (seen.has(path) || seen.size >= MOST_PAGES))
      return {
        ok: false,
        why: `${listing.list}: its pages do not end: ${path} came again, or after ${MOST_PAGES} others`,
      };
    if (path !== undefined) seen.add(path);
  } while (path !== undefined);
  return { ok: true, marked };
}

/** Where it is asked is known already: of an address only what stands behind the host is taken. */
function nextOf(body: string, { next }: Listing): string | undefined {
  const found = next === undefined ? undefined : atPointer(parsed(body), next);
  if (typeof found !== 'string' || found === '') return undefined;
  const url = URL.parse(found, 'http://anywhere/');
  return url ? `${url.pathname}${url.search}` : undefined;
}
