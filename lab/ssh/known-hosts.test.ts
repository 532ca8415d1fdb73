import { createHmac } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { knownKeys, knownName } from './known-hosts.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDjb';
const places = (text: string, name: string) => knownKeys(text, name, 'known').map(({ place }) => place);

test('a name has its port where that is not the usual one', () => {
  expect([knownName('web1', 22), knownName('web1', 2222), knownName('fe80::1', 2222)]).toEqual([
    'web1',
    '[web1]:2222',
    '[fe80::1]:2222',
  ]);
});

test('plain names, patterns and exclusions', () => {
  const text = `# ${KEY}\nweb1,10.0.0.1 ${KEY}\n*.example.com,!bad.example.com ${KEY} comment\n\n[web1]:2222 ${KEY}\n`;
  expect(places(text, 'web1')).toEqual(['known:2']);
  expect(places(text, 'WEB1.example.com')).toEqual(['known:3']);
  expect(places(text, 'bad.example.com')).toEqual([]);
  expect(places(text, '[web1]:2222')).toEqual(['known:5']);
  expect(places(text, 'web11')).toEqual([]);
});

test('hashed names', () => {
  const salt = Buffer.from('twenty bytes of salt');
  const hash = createHmac('sha1', salt).update('[web1]:2222').digest('base64');
  const text = `|1|${salt.toString('base64')}|${hash} ${KEY}\n`;
  expect(places(text, '[web1]:2222')).toEqual(['known:1']);
  expect(places(text, 'web1')).toEqual([]);
});

test('what is revoked is told as such, and authorities are not keys', () => {
  const [revoked, ...more] = knownKeys(`@revoked * ${KEY}\n@cert-authority * ${KEY}\n`, 'web1', 'known');
  expect(revoked).toMatchObject({ revoked: true, type: 'ssh-ed25519' });
  expect(more).toEqual([]);
});
