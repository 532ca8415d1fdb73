import { expect, test } from '@playwright/test';
import { checkConfiguration } from '../haproxy/index.ts';
import { LabFile } from './file.ts';
import { renderBalancers } from './render.ts';

const lab = LabFile.parse({
  lab: 'pair',
  releases: { old: '1', new: '2' },
  nodes: { web1: null, web2: null },
  balancers: { lb1: { socket: '/run/haproxy.sock' }, lb2: { tcp: '127.0.0.1:9999' } },
  vips: { public: { address: '192.168.0.95', interface: 'ens3', routerId: 51, tls: {} } },
  services: {
    web: {
      frontend: { vip: 'public', port: 8282, backend: 'web' },
      members: {
        web1: { server: 'one', url: 'http://192.168.0.88:8774' },
        web2: { server: 'two', url: 'http://192.168.0.89' },
      },
      unit: { systemd: 'web' },
      commands: { install: 'true', release: 'true' },
    },
  },
});

test('a pair has a configuration of HAProxy and one of keepalived each, and HAProxy takes its own', async () => {
  const files = renderBalancers(lab);
  expect(Object.keys(files)).toEqual([
    'lb1-haproxy.cfg',
    'lb1-keepalived.conf',
    'lb2-haproxy.cfg',
    'lb2-keepalived.conf',
  ]);
  const config = files['lb1-haproxy.cfg']!;
  for (const line of [
    'stats socket /run/haproxy.sock mode 660 group haproxy level admin',
    'bind 192.168.0.95:8282 ssl crt /etc/haproxy/public.pem',
    'server one 192.168.0.88:8774',
    'server two 192.168.0.89:80',
  ])
    expect(config).toContain(line);
  expect(files['lb1-keepalived.conf']).toContain('priority 101');
  expect(files['lb2-keepalived.conf']).toContain('priority 100');
  expect(files['lb2-keepalived.conf']).toContain('192.168.0.95 dev ens3');
  for (const [name, text] of Object.entries(files)) if (name.endsWith('.cfg')) await checkConfiguration(text);
  await expect(checkConfiguration(config.replace('balance roundrobin', 'balance nonsense'))).rejects.toMatchObject({
    code: 'haproxy-failed',
  });
});
