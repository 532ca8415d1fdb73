import { once } from 'node:events';
import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { TargetSpec } from './links/index.ts';
import { ADDRESS, type Haproxy, makeAuthority, profileOf, rowsOf, runTrial, startHaproxy } from './testing/index.ts';

/** What a real load balancer says of the connections that the recorder makes. */

const NAME = 'api.example.org';
const authority = makeAuthority('the authority of this test');
let haproxy: Haproxy;

test.beforeAll(async () => {
  haproxy = await startHaproxy(authority.issue(NAME));
});

test.afterAll(async () => {
  await haproxy[Symbol.asyncDispose]();
});

const https = (port: number, more: object = {}): TargetSpec => ({
  url: `https://${ADDRESS}:${port}`,
  authorities: authority.certificate,
  serverName: NAME,
  ...more,
});
const lanesOf = (protocol: 'http/1.1' | 'h2') => ({
  kept: { share: 1, connection: 'keep-alive', protocol },
  fresh: { share: 1, connection: 'fresh', protocol },
});

/** Sends reads and writes that hold what HAProxy must have seen. */
function trial(target: TargetSpec, protocol: 'http/1.1' | 'h2', holds: object = {}) {
  const operations = {
    read: { weight: 1, request: 'GET /${mark}', holds },
    write: { weight: 1, request: 'POST /${mark}', body: { name: 'ß' }, holds },
  };
  // Handshakes cost time, and the machine may be busy: none of this is about how fast it goes.
  const profile = profileOf({ operations, lanes: lanesOf(protocol), rate: 60, timeoutSeconds: 15 });
  return runTrial({ target, profile, graceMs: 20_000, until: ({ intended }) => intended > 40 });
}

const fates = (rows: ReturnType<typeof rowsOf>) => new Set(rows.map(({ failure, outcome }) => `${failure} ${outcome}`));

test('HTTP/1.1 over TLS, verified, with the name that was asked for', async () => {
  const holds = { '/http': '1.1', '/sni': NAME, '/alpn': 'http/1.1' };
  const { ledger } = await trial(https(haproxy.secure), 'http/1.1', holds);
  const rows = rowsOf(ledger);
  expect(fates(rows)).toEqual(new Set(['none ok']));
  expect(rows.some(({ lane, turn }) => lane === 'kept' && turn > 1)).toBe(true);
  expect(rows.every(({ lane, turn }) => lane === 'kept' || turn === 1)).toBe(true);
});

test('HTTP/2 by ALPN', async () => {
  const { ledger } = await trial(https(haproxy.secure), 'h2', { '/http': '2.0', '/sni': NAME, '/alpn': 'h2' });
  const rows = rowsOf(ledger);
  expect(fates(rows)).toEqual(new Set(['none ok']));
  expect(rows.some(({ lane, turn }) => lane === 'kept' && turn > 1)).toBe(true);
  expect(rows.every(({ lane, turn }) => lane === 'kept' || turn === 1)).toBe(true);
});

test('HTTP/2 that both sides know of beforehand', async () => {
  const { ledger } = await trial(`http://${ADDRESS}:${haproxy.http2}`, 'h2', { '/http': '2.0' });
  expect(fates(rowsOf(ledger))).toEqual(new Set(['none ok']));
});

test('a front end that does not speak HTTP/2 says so in its handshake, or with an answer in another language', async () => {
  const secure = await trial(https(haproxy.secureHttp1), 'h2');
  expect(fates(rowsOf(secure.ledger))).toEqual(new Set(['tls failed']));
  // HAProxy understands both on a plain port; Node's server does not.
  await using old = createServer((_, response) => response.end()).listen(0, ADDRESS);
  await once(old, 'listening');
  const plain = await trial(`http://${ADDRESS}:${(old.address() as { port: number }).port}`, 'h2');
  // The server resets the connection behind its answer, which may be all that is seen of it.
  for (const { failure } of rowsOf(plain.ledger)) expect(['garbage', 'reset', 'closed']).toContain(failure);
  expect(rowsOf(plain.ledger).some(({ failure }) => failure === 'garbage')).toBe(true);
});

test('whoever cannot be trusted gets no request', async () => {
  const distrusted: TargetSpec[] = [
    https(haproxy.secure, { serverName: 'other.example.org' }),
    https(haproxy.secure, { serverName: undefined }),
    https(haproxy.secure, { authorities: makeAuthority('somebody else').certificate }),
    `https://${ADDRESS}:${haproxy.secure}`,
  ];
  for (const target of distrusted) {
    const { ledger, totals } = await trial(target, 'http/1.1');
    expect(fates(rowsOf(ledger))).toEqual(new Set(['tls failed']));
    expect(totals.unknown).toBe(0);
    for (const connected of ledger.connected) expect(connected).toBe(0xffff_ffff);
  }
});

test('no variable of the environment switches verification off', async () => {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  try {
    const { ledger } = await trial(https(haproxy.secure, { serverName: 'other.example.org' }), 'h2');
    expect(fates(rowsOf(ledger))).toEqual(new Set(['tls failed']));
  } finally {
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  }
});

test('authorities can stand in a file; one without a certificate is refused before anything is sent', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'authorities-'));
  const file = join(folder.path, 'authority.pem');
  writeFileSync(file, authority.certificate);
  const { ledger } = await trial(https(haproxy.secure, { authorities: file }), 'http/1.1');
  expect(fates(rowsOf(ledger))).toEqual(new Set(['none ok']));
  writeFileSync(file, 'nothing');
  for (const authorities of [file, join(folder.path, 'nowhere'), authority.certificate.replace(/[A-Z]/, '!')])
    await expect(trial(https(haproxy.secure, { authorities }), 'h2')).rejects.toMatchObject({
      code: 'target-unusable',
    });
});
