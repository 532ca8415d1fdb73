import { expect, test } from '@playwright/test';
import { faultOfSchema, shapeOf } from './shape.ts';

test('a schema that is checked whole is used as it is', () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: ['servers'],
    properties: { servers: { type: 'array', minItems: 1, items: { $ref: '#/$defs/server' } }, next: {} },
    additionalProperties: false,
    $defs: { server: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } } },
  };
  expect(faultOfSchema(schema)).toBeUndefined();
  const fits = shapeOf(schema);
  const id = 'f5a6e3a4-6c9b-4f0e-9a44-0a1f4a1c2b3d';
  expect(fits({ servers: [{ id }], next: null })).toBe(true);
  for (const wrong of [undefined, {}, { servers: [] }, { servers: [{ id: 'x' }] }, { servers: [{ id }], more: 1 }])
    expect(fits(wrong)).toBe(false);
});

for (const [schema, path, message] of [
  ['nonsense', [], 'expected a JSON Schema'],
  [{ type: 'nonsense' }, [], 'Unsupported type'],
  [{ properties: { a: { type: 'string' } } }, ['properties'], 'counts only beside "type: object"'],
  [{ type: 'object', properties: { a: { minItems: 1 } } }, ['properties', 'a', 'minItems'], '"type: array"'],
  [{ type: 'object', required: ['a'] }, ['required'], '"a" is required and not among the properties'],
  [{ type: 'array', items: { typo: 1 } }, ['items', 'typo'], 'not a keyword that is checked'],
  [{ anyOf: [{ type: 'string' }, { type: 'integer', default: 1 }] }, ['anyOf', 1, 'default'], 'not a keyword'],
  [{ type: 'string', enum: ['a'], minLength: 2 }, ['minLength'], 'does not count beside "enum"'],
  [{ $ref: '#/nowhere' }, [], 'Reference not found'],
  [{ type: 'string', pattern: '(' }, [], 'Invalid regular expression'],
  [{ if: {} }, ['if'], 'not a keyword that is checked'],
] as const)
  test(`one that would pass what it should not is refused, with its place: ${JSON.stringify(schema)}`, () => {
    const fault = faultOfSchema(schema);
    expect(fault?.path).toEqual(path);
    expect(fault?.message).toContain(message);
  });
