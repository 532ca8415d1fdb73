import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { sequenceOf, traceparent } from './trace.ts';

const run = fc.string();
const sequence = fc.integer({ min: 0, max: 0xffff_ffff });

test('has the form that W3C Trace Context asks for, and no id is zero', () => {
  fc.assert(
    fc.property(run, sequence, (name, number) => {
      const text = traceparent(name, number);
      expect(text).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
      expect(text).not.toMatch(/-0+-/);
    }),
  );
});

test('is read back as the number that it was made of, in its own run only', () => {
  fc.assert(
    fc.property(run, run, sequence, (name, other, number) => {
      const text = traceparent(name, number);
      expect(sequenceOf(name, text)).toBe(number);
      if (other !== name) expect(sequenceOf(other, text)).toBeUndefined();
    }),
  );
});

test('requests of one run share half of the id, and nothing else', () => {
  const [one, other] = [traceparent('run', 255), traceparent('run', 256)];
  expect(one.slice(0, 19)).toBe(other.slice(0, 19));
  expect(one.slice(19)).toBe('00000000000000ff-0000000000000100-01');
});

test('who passed it on may have put in a span of its own', () => {
  const [version, trace] = traceparent('run', 7).split('-');
  expect(sequenceOf('run', `${version}-${trace}-00f067aa0ba902b7-00`)).toBe(7);
});

test('what is none of ours is no number', () => {
  const ours = traceparent('run', 7);
  for (const text of ['', '-', ours.slice(0, -1), `01${ours.slice(2)}`, ours.toUpperCase(), ours.replace('000', 'f00')])
    expect(sequenceOf('run', text), text).toBeUndefined();
});

test('whatever stands there is one of ours or no number', () => {
  const ours = traceparent('run', 7);
  const changed = fc
    .tuple(fc.nat(ours.length), fc.nat(9), fc.string({ unit: 'binary', maxLength: 9 }))
    .map(([at, length, by]) => ours.slice(0, at) + by + ours.slice(at + length));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), changed), (text) => {
      const found = sequenceOf('run', text);
      if (found !== undefined) expect(traceparent('run', found).slice(0, 35)).toBe(text.trim().slice(0, 35));
    }),
    { numRuns: 1000 },
  );
  expect(sequenceOf('run', '0'.repeat(10_000_000))).toBeUndefined();
});
