import { type Call, Refusal } from '../../http/index.ts';
import { missing } from '../refusal.ts';
import type { Item, Kind, Query, Store } from '../store/index.ts';
import { type AdmittedRoutes, scopeOf } from './caller.ts';

/** `GET /v2.0/ports?name=…&status=…&fields=id&limit=…&marker=…` and `GET /v2.0/ports/{id}`, for any kind of thing. */
export function readRoutes(store: Store, kind: Kind, collection: string): AdmittedRoutes {
  const path = `/v2.0/${collection}`;
  return {
    [`GET ${path}`]: (call, caller) => {
      const query = queryOf(call, (name) => store.isColumn(kind, name));
      const items = store.list(kind, { ...query, project: scopeOf(caller) });
      const links = linksOf(call, query, items);
      return {
        status: 200,
        body: {
          [collection.replaceAll('-', '_')]: only(call, items),
          ...(links.length > 0 ? { [`${collection.replaceAll('-', '_')}_links`]: links } : {}),
        },
      };
    },
    [`GET ${path}/{id}`]: (call, caller) => {
      const { id = '' } = call.parameters;
      const item = store.find(kind, id, scopeOf(caller));
      if (!item) throw missing(kind, id);
      return { status: 200, body: { [kind]: only(call, [item])[0] } };
    },
  };
}

const CONTROL = new Set(['fields', 'limit', 'marker']);

function queryOf({ query }: Call, isColumn: (name: string) => boolean): Query {
  const limit = query.get('limit');
  if (limit !== null && !/^[1-9]\d{0,5}$/.test(limit))
    throw new Refusal(400, `Invalid input for limit. Reason: expected a positive number, got ${limit}.`);
  const names = [...new Set(query.keys())].filter((name) => !CONTROL.has(name));
  const unknown = names.filter((name) => !isColumn(name));
  if (unknown.length > 0) throw new Refusal(400, `[${unknown.join(', ')}] is invalid attribute for filtering`);
  return {
    where: Object.fromEntries(names.map((name) => [name, query.getAll(name)])),
    after: query.get('marker') ?? undefined,
    limit: limit === null ? undefined : Number(limit),
  };
}

/** `?fields=id&fields=name` */
function only({ query }: Call, items: readonly Item[]): readonly Readonly<Record<string, unknown>>[] {
  const fields = query.getAll('fields');
  if (fields.length === 0) return items;
  return items.map((item) => Object.fromEntries(Object.entries(item).filter(([name]) => fields.includes(name))));
}

function linksOf(call: Call, { limit }: Query, items: readonly Item[]) {
  const last = items.at(-1);
  if (!last || items.length !== limit) return [];
  const next = new URLSearchParams(call.query);
  next.set('marker', last.id);
  return [{ rel: 'next', href: `${call.origin}${call.path}?${next}` }];
}
