import { expect, test } from '@playwright/test';
import { secretsAmong, without } from './secrets.ts';

test('values with telling names are secrets, others are not', () => {
  const all = { OS_PASSWORD: 'one', MY_TOKEN: 'two', HOME: '/root', password: 'three', empty_secret: undefined };
  expect(secretsAmong(all, { user: 'admin', apiKey: 'four' })).toEqual(['one', 'two', 'three', 'four']);
});

test('known secrets go wherever they stand, the longest first', () => {
  const clean = without(['hush', 'hush-hush', 'ab']);
  expect(clean('it is hush-hush and hush, about')).toBe('it is *** and ***, about');
});

test('what follows words that announce a secret goes too', () => {
  const clean = without([]);
  expect(clean('--password topsecret --user admin')).toBe('--password *** --user admin');
  expect(clean('{"token": "abc", "api_key"="x"}')).toBe('{"token": "***", "api_key"="***"}');
  expect(clean('password=***')).toBe('password=***');
});
