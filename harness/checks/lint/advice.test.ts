import { expect, test } from '@playwright/test';
import { adviceOn } from './advice.ts';

const GOOD = `
defaults
  mode http
  option redispatch
  timeout connect 10s
  timeout server 1m   # enough
  timeout check 10s

frontend api
  bind 127.0.0.1:80
  default_backend api

backend api
  option httpchk GET /
  default-server inter 500ms fall 3 rise 2 check
  server one 127.0.0.1:8081
  server two 127.0.0.1:8082
`;

const changed = (from: string, to: string) => adviceOn(GOOD.replace(from, to));

test('a configuration that is fit for an upgrade gets no advice', () => {
  expect(adviceOn(GOOD)).toEqual([]);
});

for (const [what, from, to, says] of [
  ['only the port is checked', 'option httpchk GET /', '', /^api: only the port is checked/],
  ['no redispatch', 'option redispatch', '', /without "option redispatch"/],
  ['no health check at all', ' rise 2 check', '', /^api: one, two without "check"/],
  ['slow to notice', 'inter 500ms fall 3', 'inter 2000 fall 5', /after up to 10 s \("inter 2000 fall 5"\)/],
  ['its default is slow, too', 'inter 500ms fall 3', '', /after up to 6 s/],
  [
    'a POST is sent twice',
    'mode http',
    'mode http\n  retry-on conn-failure empty-response',
    /"retry-on empty-response" sends a POST again/,
  ],
  ['missing time limits', 'timeout server 1m', '', /no "timeout server"/],
  ['connections, not requests', 'mode http', 'mode tcp', /a drain moves connections/],
] as const)
  test(`advice: ${what}`, () => {
    const [first, ...more] = changed(from, to);
    expect(first).toMatch(says);
    expect(more).toEqual([]);
  });

test('retries that spare a POST need no advice, nor does what is only commented out', () => {
  expect(
    changed('mode http', 'mode http\n  retry-on all-retryable-errors\n  http-request disable-l7-retry if METH_POST'),
  ).toEqual([]);
  expect(changed('mode http', 'mode http # retry-on all-retryable-errors')).toEqual([]);
});

test('the seeds’ way, plain checks of the port, is told, and a listen section counts as a backend', () => {
  const text = GOOD.replace('option httpchk GET /', '').replace('backend api', 'listen api');
  expect(adviceOn(text)).toHaveLength(1);
});
