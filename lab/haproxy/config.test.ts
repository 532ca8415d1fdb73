import { expect, test } from '@playwright/test';
import { configHash, renderConfig } from './config.ts';

const spec = {
  adminSocket: '/run/lab/haproxy.sock',
  log: { address: '127.40.0.1', port: 5514 },
  frontends: [
    {
      name: 'identity-vip',
      bind: { address: '127.40.0.9', port: 5000 },
      backend: 'identity',
      check: 'GET /healthcheck',
      servers: [
        { name: 'controller1', address: '127.40.0.11', port: 5000 },
        { name: 'controller2', address: '127.40.0.12', port: 5000 },
      ],
    },
  ],
};

test('the whole configuration', () => {
  expect(renderConfig(spec)).toBe(`global
  log 127.40.0.1:5514 format rfc5424 local0
  stats socket /run/lab/haproxy.sock mode 600 level admin
  stats timeout 2m
  maxconn 4000
  nbthread 1
  noreuseport

defaults
  log global
  mode http
  option httplog
  option redispatch
  retries 3
  timeout http-request 10s
  timeout queue 1m
  timeout connect 10s
  timeout client 1m
  timeout server 1m
  timeout check 10s
  timeout http-keep-alive 1m

frontend identity-vip
  bind 127.40.0.9:5000
  capture request header traceparent len 64
  default_backend identity

backend identity
  balance roundrobin
  option httpchk GET /healthcheck
  http-response set-header X-Backend %[srv_name]
  default-server inter 500ms fall 3 rise 2 check
  server controller1 127.40.0.11:5000
  server controller2 127.40.0.12:5000
`);
});

test('only where addresses are shared may another HAProxy listen there too', () => {
  expect(renderConfig({ ...spec, shared: true })).toBe(renderConfig(spec).replace('  noreuseport\n', ''));
});

test('a socket path that HAProxy could not bind is refused before it tries', () => {
  const error = { code: 'haproxy-failed', message: expect.stringContaining('98 bytes') };
  expect(() => renderConfig({ ...spec, adminSocket: `/${'x'.repeat(97)}` })).toThrow(expect.objectContaining(error));
  expect(renderConfig({ ...spec, adminSocket: `/${'x'.repeat(96)}` })).toContain('stats socket /x');
});

test('the same text has the same hash, another text another one', () => {
  expect(configHash('a')).toBe('ca978112ca1b');
  expect(configHash('b')).not.toBe(configHash('a'));
});
