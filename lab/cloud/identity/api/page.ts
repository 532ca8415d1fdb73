import { type Call, Refusal } from '../../http/index.ts';
import type { Page } from '../directory.ts';

/** `?name=`, `?limit=` and `?marker=` */
export function pageOf({ query }: Call): Page {
  const limit = query.get('limit');
  if (limit !== null && !/^[1-9]\d{0,5}$/.test(limit))
    throw new Refusal(400, `Invalid input for field 'limit': expected a positive number, got ${limit}`);
  return {
    name: query.get('name') ?? undefined,
    after: query.get('marker') ?? undefined,
    limit: limit === null ? undefined : Number(limit),
  };
}

/** What a list says about itself. There is a next page when this one is full. */
export function linksOf(call: Call, page: Page, rows: readonly { readonly id: string }[]) {
  const last = rows.at(-1);
  const full = last !== undefined && rows.length === page.limit;
  const next = new URLSearchParams(call.query);
  if (full) next.set('marker', last.id);
  return {
    self: `${call.origin}${call.path}`,
    previous: null,
    next: full ? `${call.origin}${call.path}?${next}` : null,
  };
}
