import { expect, test } from '@playwright/test';
import { wireText } from '../wire.ts';
import { http2Request } from './http2-request.ts';

test('says in HTTP/2 what the text says in HTTP/1.1', () => {
  const request = {
    method: 'POST',
    path: '/v3/a?b=c:d',
    headers: { 'x-a': 'b: c', te: 'trailers' },
    body: '{"name":"ß"}',
  };
  expect(http2Request(wireText(request, 'api.example.org:8443', 'fresh'), 'https')).toEqual({
    headers: {
      ':method': 'POST',
      ':path': '/v3/a?b=c:d',
      ':scheme': 'https',
      ':authority': 'api.example.org:8443',
      'x-a': 'b: c',
      te: 'trailers',
      'content-length': '13',
    },
    body: Buffer.from('{"name":"ß"}'),
    length: 13,
  });
});

test('without a body there is none to wait for', () => {
  const request = { method: 'GET', path: '/', headers: { host: 'other' }, body: undefined };
  expect(http2Request(wireText(request, 'api', 'keep-alive'), 'http')).toEqual({
    headers: { ':method': 'GET', ':path': '/', ':scheme': 'http', ':authority': 'other' },
    body: Buffer.alloc(0),
    length: 0,
  });
});
