import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { describeStrategy, LabDescription, StrategyFile } from '../../../lab/index.ts';
import { tellDeed } from '../tell.ts';
import { commandLine, typed } from './command-line.ts';

const { services } = LabDescription.parse({
  ...{ format: 1, id: 'x', kind: 'existing', releases: { old: '1', new: '2' }, nodes: {}, balancers: {} },
  services: {
    api: {
      ...{ project: 'cloud', members: { n: {} } },
      commands: { stop: 'stop api', start: 's', status: 's', install: 'i {release}', release: 'r' },
    },
  },
});
const place = { service: 'api', node: 'n' };
const settings = (more: object = {}) =>
  describeStrategy(
    StrategyFile.parse({ ansible: { playbooks: { install: 'plays/{project}-{service}.yml' }, ...more } }),
    '/lab',
    '/home/me',
  );

test('a playbook is told what it is for, on whom, and with which files', () => {
  const { ansible } = settings({
    ...{ inventory: '~/inventory', hosts: { n: 'n.example.org' }, variables: { serial: 2, unbroken_node: 'mine' } },
    ...{ variablesFiles: ['vars.yml'], vaultPasswordFile: 'vault' },
  });
  expect(commandLine(ansible!, services, { action: 'install', place, release: '2' })).toEqual([
    ...['ansible-playbook', '--inventory', '/home/me/inventory', '--limit', 'n.example.org'],
    ...['--extra-vars', '@/lab/vars.yml', '--extra-vars'],
    JSON.stringify({
      ...{ serial: 2, unbroken_node: 'n', unbroken_action: 'install', unbroken_service: 'api' },
      ...{ unbroken_project: 'cloud', unbroken_release: '2' },
    }),
    ...['--vault-password-file', '/lab/vault', '/lab/plays/cloud-api.yml'],
  ]);
});

test('who is told what: the machine with playbooks, and nodes where there is none', () => {
  const lab = { services, strategy: settings() };
  expect(tellDeed(lab, { action: 'install', place, release: '2' })).toMatchObject({
    to: 'here',
    words: expect.stringMatching(/^ansible-playbook --inventory INVENTORY-OF-THE-LAB --limit n --extra-vars '\{/),
  });
  expect(tellDeed(lab, { action: 'stop', place })).toEqual({ to: 'n', words: 'stop api' });
});

test('a shell reads the words that were meant', () => {
  const words = ['{"a": "it\'s $HOME"}', 'plain/word.yml', '`id` ; rm'];
  const script = `printf '%s\\n' ${typed(words)}`;
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(`${words.join('\n')}\n`);
});

test('what is wrong in a strategy is told where it stands', () => {
  const complaints = (strategy: unknown) =>
    StrategyFile.safeParse(strategy).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  expect(complaints({ ansible: { playbooks: {} } })).toEqual([
    'ansible.playbooks: expected a playbook for one of stop, install, start, reload and database',
  ]);
  expect(complaints({ ansible: { playbooks: { stop: 'a', halt: 'b' } } })?.join()).toContain('halt');
});
