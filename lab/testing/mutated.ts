import fc from 'fast-check';

const SPICE = [
  '"',
  "'",
  ',',
  '\n',
  '\r',
  ' ',
  ':',
  '#',
  '-',
  '&a',
  '*a',
  '{',
  '}',
  '[',
  ']',
  '\0',
  '\ud800',
  '9'.repeat(40),
];

/** Real text with a few places cut out, doubled, or filled with what parsers trip over. */
export function mutated(text: string): fc.Arbitrary<string> {
  const change = fc.record({
    from: fc.nat(text.length),
    length: fc.nat(40),
    by: fc.oneof(fc.constantFrom(...SPICE), fc.string({ maxLength: 20 }), fc.nat(text.length)),
  });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) =>
    changes.reduce((now, { from, length, by }) => {
      const filling = typeof by === 'number' ? now.slice(by, by + length) : by;
      return now.slice(0, from) + filling + now.slice(from + length);
    }, text),
  );
}
