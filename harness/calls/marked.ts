import { atPointer, type Profile } from '../../traffic/index.ts';

/** What a list has under one name. */
export interface Marked {
  readonly mark: string;
  readonly variables: Record<string, string>;
}

/** Undefined: there is no such list in it. */
export function markedIn(
  body: string,
  { items, mark, keep }: Pick<Profile['finds'][number], 'items' | 'mark' | 'keep'>,
): Marked[] | undefined {
  const list = atPointer(parsed(body), items);
  if (!Array.isArray(list)) return undefined;
  return list.map((item) => ({
    mark: String(atPointer(item, mark)),
    variables: Object.fromEntries(
      Object.entries(keep).flatMap(([name, pointer]) => {
        const value = atPointer(item, pointer);
        return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
      }),
    ),
  }));
}

/** Undefined: it is no JSON. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
