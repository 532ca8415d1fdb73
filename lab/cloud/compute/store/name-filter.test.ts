import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type NameFilter, nameFilter } from './name-filter.ts';

test('the usual forms need no expression', () => {
  expect(nameFilter('^web-1$')).toEqual({ kind: 'exact', name: 'web-1' });
  expect(nameFilter('web')).toEqual({ kind: 'part', name: 'web' });
  expect(nameFilter('^web\\-1\\.a$')).toEqual({ kind: 'exact', name: 'web-1.a' });
  expect(nameFilter('web.*')).toMatchObject({ kind: 'expression' });
  expect(nameFilter('^web')).toMatchObject({ kind: 'expression' });
  expect(nameFilter('(')).toBeUndefined();
});

const matches = (filter: NameFilter, name: string) => {
  if (filter.kind === 'exact') return name === filter.name;
  return filter.kind === 'part' ? name.includes(filter.name) : filter.expression.test(name);
};

test('whatever form it is, it matches what the regular expression matches', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '-', '_', '^', '$', '.', '\\', '*'), maxLength: 6 });
  fc.assert(
    fc.property(text, text, (pattern, name) => {
      const filter = nameFilter(pattern);
      if (filter) expect(matches(filter, name)).toBe(new RegExp(pattern).test(name));
    }),
    { numRuns: 2_000 },
  );
});
