import { randomUUID } from 'node:crypto';
import type { Database, Row } from '../../database/index.ts';
import type { Release } from '../release.ts';
import { type Attribute, type Attributes, decode, encode } from './attribute.ts';
import { KINDS, type Kind, SHARED } from './kinds.ts';

/** A thing as clients know it. */
export type Item = Readonly<Record<string, unknown>> & { readonly id: string };

export interface Query {
  /** Attribute → the values that it may have. */
  readonly where?: Readonly<Record<string, readonly unknown[]>>;
  /** Only what this project may see. */
  readonly project?: string | undefined;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

export interface Store {
  /** In the order of their ids. */
  list(kind: Kind, query: Query): Item[];
  find(kind: Kind, id: string, project?: string): Item | undefined;
  /** Returns its new id. */
  add(kind: Kind, values: Readonly<Record<string, unknown>>): string;
  change(kind: Kind, id: string, values: Readonly<Record<string, unknown>>): void;
  remove(kind: Kind, id: string): boolean;
  /** The attributes that can be looked for. */
  isColumn(kind: Kind, attribute: string): boolean;
}

/** Everything that the API lists, kept in a table for each kind. Times are whole seconds. */
export function makeStore(database: Database, owner: Release['owner'], clock: () => number): Store {
  const tables = new Map(
    Object.entries(KINDS).map(([kind, attributesOf]) => [kind, makeTable(kind as Kind, attributesOf(owner), owner)]),
  );
  const now = () => `${new Date(clock()).toISOString().slice(0, 19)}Z`;

  const list = (kind: Kind, { where = {}, project, after = '', limit = -1 }: Query): Item[] => {
    const table = tables.get(kind)!;
    const { conditions, parameters } = table.conditions(where);
    if (project !== undefined) conditions.push(table.visible);
    const sql = `${table.select} WHERE ${['id > :after', ...conditions].join(' AND ')} ORDER BY id LIMIT :limit`;
    return database.all(sql, { ...parameters, project: project ?? null, after, limit }).map(table.item);
  };

  return {
    list,
    find: (kind, id, project) => list(kind, { where: { id: [id] }, project })[0],
    add(kind, values) {
      const time = now();
      const id = randomUUID();
      const row = tables.get(kind)!.row({
        name: '',
        description: '',
        ...values,
        id,
        created_at: time,
        updated_at: time,
        revision_number: 1,
      });
      const names = Object.keys(row);
      const places = names.map((name) => `:${name}`).join(', ');
      database.change(`INSERT INTO ${kind} (${names.join(', ')}) VALUES (${places})`, row);
      return id;
    },
    change(kind, id, values) {
      const row = tables.get(kind)!.row({ ...values, updated_at: now() });
      const settings = Object.keys(row).map((name) => `${name} = :${name}`);
      const sql = `UPDATE ${kind} SET ${settings.join(', ')}, revision_number = revision_number + 1 WHERE id = :id`;
      database.change(sql, { ...row, id });
    },
    remove: (kind, id) => database.change(`DELETE FROM ${kind} WHERE id = :id`, { id }) > 0,
    isColumn: (kind, attribute) => tables.get(kind)!.isColumn(attribute),
  };
}

function makeTable(kind: Kind, attributes: Attributes, owner: Release['owner']) {
  const entries = Object.entries(attributes);
  const read = entries.flatMap(([name, attribute]) =>
    attribute.from === 'constant' ? [] : [`${attribute.sql} AS "${name}"`],
  );
  const columnOf = (name: string) => {
    const attribute: Attribute | undefined = attributes[name];
    return attribute?.from === 'column' ? attribute : undefined;
  };
  return {
    select: `SELECT ${read.join(', ')} FROM ${kind}`,
    visible: `(${owner} = :project${SHARED[kind] ? ` OR ${SHARED[kind]}` : ''})`,
    item: (row: Row) =>
      Object.fromEntries(entries.map(([name, attribute]) => [name, decode(attribute, row[name])])) as Item,
    isColumn: (name: string) => columnOf(name) !== undefined,
    conditions(where: NonNullable<Query['where']>) {
      const conditions: string[] = [];
      const parameters: Record<string, string> = {};
      for (const [index, [name, values]] of Object.entries(where).entries()) {
        const column = columnOf(name)!;
        conditions.push(`${column.sql} IN (SELECT value FROM json_each(:where${index}))`);
        parameters[`where${index}`] = JSON.stringify(values.map((value) => encode(column, value)));
      }
      return { conditions, parameters };
    },
    /** Column → value. What is no column of this kind is left out. */
    row(values: Readonly<Record<string, unknown>>) {
      const row: Record<string, string | number | null> = {};
      for (const [name, value] of Object.entries(values)) {
        const column = columnOf(name);
        if (column && value !== undefined) row[column.sql] = encode(column, value);
      }
      return row;
    },
  };
}
