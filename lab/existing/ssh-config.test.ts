import { expect, test } from '@playwright/test';
import { parseSshConfig, settingsOf } from './ssh-config.ts';

const CONFIG = parseSshConfig(`
# comment
User everybody-before
Host web* !web9
  HostName %h.example.com
  Port=2222
  IdentityFile ~/.ssh/web
  IdentityFile "~/.ssh/with blank"
Host web1 db?
  User second
  ProxyJump ops@gate:2200,inner
  HostKeyAlias one
Match user root
  User never
Match all
  IdentityAgent none
Host *
  HostName later
  UserKnownHostsFile ~/.ssh/a ~/.ssh/b
`);

test('the first value counts, keys are gathered, and names are filled in', () => {
  expect(settingsOf('web1', CONFIG)).toEqual({
    hostName: 'web1.example.com',
    user: 'everybody-before',
    port: 2222,
    identityFiles: ['~/.ssh/web', '~/.ssh/with blank'],
    identityAgent: 'none',
    proxyJump: 'ops@gate:2200,inner',
    proxyCommand: undefined,
    hostKeyAlias: 'one',
    knownHostsFiles: ['~/.ssh/a', '~/.ssh/b'],
  });
});

test('a host that a block excludes, or that no block means, has what is for all', () => {
  for (const host of ['web9', 'other'])
    expect(settingsOf(host, CONFIG)).toMatchObject({ hostName: 'later', port: undefined, identityFiles: [] });
  expect(settingsOf('db1', CONFIG).proxyJump).toBe('ops@gate:2200,inner');
  expect(settingsOf('db10', CONFIG).proxyJump).toBeUndefined();
});
