import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated, within } from '../../../lab/testing/index.ts';
import { adviceOn } from './advice.ts';
import { milliseconds, readConfiguration } from './configuration.ts';

const REAL = `global
  stats socket /run/haproxy.sock level admin
defaults
  mode http
  timeout connect 10s
frontend api
  bind 127.0.0.1:80
  default_backend api
backend api
  option httpchk GET /
  server one 127.0.0.1:8081 check inter 500ms
`;

test('whatever a configuration holds, it is read as sections, and advice on it is text', () => {
  fc.assert(
    fc.property(fc.oneof(mutated(REAL), fc.string({ unit: 'binary' })), (text) => {
      for (const { lines } of readConfiguration(text))
        expect(lines.length).toBeLessThanOrEqual(text.split('\n').length);
      for (const advice of adviceOn(text)) expect(typeof advice).toBe('string');
    }),
    { numRuns: 500 },
  );
  for (const piece of ['#', ' ', '\n', 'a ', ' #', '\t#a', '\r'])
    within(() => adviceOn(`${REAL}  server x ${piece.repeat(100_000)}`));
});

test('a time is a number of milliseconds or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\d{1,30}[a-z]{0,3}$/)), (text) => {
      const time = milliseconds(text);
      expect(time === undefined || time >= 0).toBe(true);
    }),
  );
});
