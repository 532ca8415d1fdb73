import { expect, test } from '@playwright/test';
import { lossBeforeAnswer, lossBeforeStanding } from './loss.ts';

const error = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall });

test('what this machine lacks is its own failure, over TLS too', () => {
  for (const code of ['EADDRNOTAVAIL', 'EMFILE', 'ENFILE', 'ENOBUFS'])
    for (const secure of [false, true]) expect(lossBeforeStanding(error(code, 'connect'), secure)).toBe('local');
  for (const code of ['ENOTFOUND', 'EAI_AGAIN'])
    expect(lossBeforeStanding(error(code, 'getaddrinfo'), true)).toBe('local');
});

test('a connection that fails is told apart from a handshake that fails', () => {
  for (const secure of [false, true]) {
    expect(lossBeforeStanding(error('ECONNREFUSED', 'connect'), secure)).toBe('refused');
    expect(lossBeforeStanding(error('EHOSTUNREACH', 'connect'), secure)).toBe('connect-error');
  }
  for (const failed of [error('ECONNRESET'), error('ERR_TLS_CERT_ALTNAME_INVALID'), undefined]) {
    expect(lossBeforeStanding(failed, true)).toBe('tls');
    expect(lossBeforeStanding(failed, false)).toBe('connect-error');
  }
});

test('of several addresses the first one’s failure is told', () => {
  const several = new AggregateError([error('ECONNREFUSED', 'connect'), error('EHOSTUNREACH', 'connect')]);
  expect(lossBeforeStanding(several, true)).toBe('refused');
});

test('a server may refuse the client after its handshake', () => {
  expect(lossBeforeAnswer(undefined)).toBe('closed');
  expect(lossBeforeAnswer(error('ECONNRESET', 'read'))).toBe('reset');
  expect(lossBeforeAnswer(error('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'))).toBe('tls');
});
