/** How one attribute of a thing, as clients know it, is kept. */
export type Attribute =
  | { readonly from: 'column'; readonly sql: string; readonly type: 'text' | 'number' | 'flag' | 'json' }
  /** Found in other tables; always JSON. */
  | { readonly from: 'query'; readonly sql: string }
  /** What clients expect and this specimen never changes. */
  | { readonly from: 'constant'; readonly value: unknown };

export type Attributes = Readonly<Record<string, Attribute>>;

export const text = (sql: string): Attribute => ({ from: 'column', sql, type: 'text' });
export const number = (sql: string): Attribute => ({ from: 'column', sql, type: 'number' });
export const flag = (sql: string): Attribute => ({ from: 'column', sql, type: 'flag' });
export const json = (sql: string): Attribute => ({ from: 'column', sql, type: 'json' });
export const query = (sql: string): Attribute => ({ from: 'query', sql });
export const always = (value: unknown): Attribute => ({ from: 'constant', value });

export function decode(attribute: Attribute, value: unknown): unknown {
  if (attribute.from === 'constant') return attribute.value;
  if (attribute.from === 'query' || attribute.type === 'json') return JSON.parse(String(value));
  return attribute.type === 'flag' ? value === 1 : value;
}

/** Also takes what stands in a query: `?shared=true&port_range_min=80`. */
export function encode({ type }: Attribute & { readonly from: 'column' }, value: unknown): string | number | null {
  if (value === null) return null;
  if (type === 'json') return JSON.stringify(value);
  if (type === 'flag') return Number(/^(true|1)$/i.test(String(value)));
  return type === 'number' ? Number(value) : String(value);
}
