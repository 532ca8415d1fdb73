import { expect, test } from '@playwright/test';
import { complaint } from './complaint.ts';

const IN_USE = `[NOTICE]   (8352) : haproxy version is 2.6.12-1+deb12u4
[ALERT]    (8352) : Binding [h3.cfg:22] for frontend api: cannot bind socket (Address already in use) for [127.55.0.9:18080]
[ALERT]    (8352) : [haproxy.main()] Some protocols failed to start their listeners! Exiting.
`;

test('an address in use is named', () => {
  const error = complaint(IN_USE, 'HAProxy ended at once.', 'haproxy.cfg');
  expect(error).toMatchObject({ code: 'port-in-use', message: expect.stringContaining('127.55.0.9:18080') });
});

test('anything else is told in its own words, alerts only', () => {
  const output = '[NOTICE] (1) : path to executable\n[ALERT] (1) : unknown keyword "frontnd"\n';
  const error = complaint(output, 'HAProxy refuses its configuration.', 'haproxy.cfg');
  expect(error.code).toBe('haproxy-failed');
  expect(error.message).toBe('HAProxy refuses its configuration. It said:\n[ALERT] (1) : unknown keyword "frontnd"');
});
