import { z } from 'zod';

/** Where in a schema something cannot be used, and why. */
export interface SchemaFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const ANYWHERE = ['$schema', '$id', '$comment', 'title', 'description', 'examples', '$defs', 'definitions'];
const COMBINING = ['anyOf', 'oneOf', 'allOf', 'not'];
/** zod looks at nothing beside these. */
const ALONE = ['$ref', 'enum', 'const'];
const NUMERIC = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
const OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  object: [
    ...['properties', 'required', 'additionalProperties', 'patternProperties', 'propertyNames'],
    ...['minProperties', 'maxProperties'],
  ],
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains', 'minContains', 'maxContains'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: NUMERIC,
  integer: NUMERIC,
};
const MAPS = ['properties', 'patternProperties', '$defs', 'definitions'];
const LISTS = ['prefixItems', 'anyOf', 'oneOf', 'allOf'];
const SINGLE = ['additionalProperties', 'propertyNames', 'items', 'contains', 'not'];

type Part = Readonly<Record<string, unknown>>;

/**
 * What keeps a JSON Schema from being used. zod passes over what it does not know, over `properties` without a type and
 * over a required name that has no schema: such a schema would pass everything, and nobody would learn of it.
 */
export function faultOfSchema(schema: unknown): SchemaFault | undefined {
  const fault = faultIn(schema, []);
  if (fault) return fault;
  try {
    z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
    return undefined;
  } catch (error) {
    return { path: [], message: `the schema cannot be used: ${(error as Error).message}` };
  }
}

/** Says of a value whether it has the shape. For a schema without a fault. */
export function shapeOf(schema: unknown): (value: unknown) => boolean {
  const shape = z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
  return (value) => shape.safeParse(value).success;
}

function faultIn(schema: unknown, path: SchemaFault['path']): SchemaFault | undefined {
  if (typeof schema === 'boolean' && path.length > 0) return undefined;
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema))
    return { path, message: 'expected a JSON Schema, that is an object' };
  const part = schema as Part;
  return faultOfKeywords(part, path) ?? faultOfRequired(part, path) ?? faultBelow(part, path);
}

function faultOfKeywords(part: Part, path: SchemaFault['path']): SchemaFault | undefined {
  const types = [part.type].flat();
  const single = ALONE.find((keyword) => keyword in part);
  const checked = single ? [single] : [...COMBINING, ...types.flatMap((type) => OF_TYPE[String(type)] ?? [])];
  const misplaced = Object.keys(part).find((keyword) => ![...ANYWHERE, 'type', ...checked].includes(keyword));
  if (misplaced === undefined) return undefined;
  const owner = Object.keys(OF_TYPE).find((type) => OF_TYPE[type]!.includes(misplaced));
  const message = single
    ? `"${misplaced}" does not count beside "${single}"`
    : owner
      ? `"${misplaced}" counts only beside "type: ${owner}"`
      : `"${misplaced}" is not a keyword that is checked`;
  return { path: [...path, misplaced], message };
}

function faultOfRequired({ required, properties }: Part, path: SchemaFault['path']): SchemaFault | undefined {
  if (!Array.isArray(required)) return undefined;
  const known = (properties ?? {}) as Part;
  const name = required.find((one) => !Object.hasOwn(known, String(one)));
  if (name === undefined) return undefined;
  return { path: [...path, 'required'], message: `"${name}" is required and not among the properties` };
}

function faultBelow(part: Part, path: SchemaFault['path']): SchemaFault | undefined {
  for (const [keyword, value] of Object.entries(part)) {
    const at = [...path, keyword];
    const below: (readonly [SchemaFault['path'], unknown])[] = SINGLE.includes(keyword)
      ? [[at, value]]
      : LISTS.includes(keyword) && Array.isArray(value)
        ? value.map((one, index) => [[...at, index], one] as const)
        : MAPS.includes(keyword) && typeof value === 'object' && value !== null
          ? Object.entries(value).map(([name, one]) => [[...at, name], one] as const)
          : [];
    for (const [where, one] of below) {
      const fault = faultIn(one, where);
      if (fault) return fault;
    }
  }
  return undefined;
}
