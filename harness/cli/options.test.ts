import { expect, test } from '@playwright/test';
import { endpoint } from './options.ts';

test('where metrics are to be had is a port, on this machine alone unless another address is named', () => {
  expect(endpoint('9464')).toEqual({ host: '127.0.0.1', port: 9464 });
  expect(endpoint(':9464')).toEqual({ host: '127.0.0.1', port: 9464 });
  expect(endpoint('0.0.0.0:80')).toEqual({ host: '0.0.0.0', port: 80 });
  expect(endpoint('[::1]:9464')).toEqual({ host: '::1', port: 9464 });
  for (const wrong of ['', '0', '70000', '-1', 'here', 'host:', ':', '9464/metrics', 'a b:1'])
    expect(() => endpoint(wrong), wrong).toThrow(/Expected/);
});
