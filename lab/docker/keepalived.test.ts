import { expect, test } from '@playwright/test';
import { AS_IN_THE_GUIDE, renderKeepalived, STEADY } from './keepalived.ts';

const spec = { name: 'lb2', priority: 100, virtual: '10.77.1.50', notify: '/srv/node/bin/vrrp-changed' };

test('a load balancer that keeps what it has', () => {
  expect(renderKeepalived({ ...spec, vrrp: STEADY })).toBe(`global_defs {
  router_id lb2
  script_user root
  enable_script_security
}
vrrp_script haproxy {
  script "/usr/bin/killall -0 haproxy"
  interval 1
  weight 0
}
vrrp_instance 50 {
  virtual_router_id 50
  advert_int 1
  priority 100
  state BACKUP
  nopreempt
  interface eth0
  virtual_ipaddress {
    10.77.1.50 dev eth0
  }
  track_script {
    haproxy
  }
  notify /srv/node/bin/vrrp-changed
}
`);
});

test('as the guide has it, whoever has the higher priority takes the address back', () => {
  const text = renderKeepalived({ ...spec, vrrp: AS_IN_THE_GUIDE });
  expect(text).not.toContain('nopreempt');
  expect(text).toContain('  interval 2\n  weight 2\n');
});

test('a weight must outdo the difference of priorities, or the address stays where no HAProxy runs', () => {
  for (const { priorities, check } of [AS_IN_THE_GUIDE]) {
    const [first = 0, second = 0] = priorities;
    expect(second + check.weight).toBeGreaterThan(first);
  }
});
