import { expect, test } from '@playwright/test';
import type { Ending } from '../once.ts';
import { blame } from './blame.ts';
import type { TaskResult } from './events.ts';

const result = (outcome: TaskResult['outcome'], more: Partial<TaskResult> = {}): TaskResult => ({
  ...{ event: 'result', playbook: 'stop.yml', play: 'Stop', task: 'Stop it', action: 'command', host: 'n.example' },
  ...{ outcome, seconds: 1, output: '', ...more },
});
const ended = (code: number, output = ''): Ending => ({ state: 'ended', code, output });
const about = { node: 'n', host: 'n.example', playbook: 'stop.yml', command: 'ansible-playbook stop.yml' };
const of = (ending: Ending, ...results: TaskResult[]) => blame({ ...about, ending, results });

test('a task that was done, whatever it came to, is no trouble', () => {
  expect(of(ended(0), result('skipped'))).toBeUndefined();
  expect(of(ended(0), result('failed'), result('changed'))).toBeUndefined();
});

test('the last task that failed is named, with what it said, and that is the upgrade’s', () => {
  const rescued = result('failed', { task: 'Try', output: 'rescued' });
  const error = of(ended(2), rescued, result('failed', { output: 'non-zero return code\nno such unit' }));
  expect(error).toMatchObject({ code: 'command-failed', blame: 'upgrade', evidence: { node: 'n', task: 'Stop it' } });
  expect(error?.message).toBe(
    'stop.yml on n failed at "Stop it" (play "Stop") on n.example: non-zero return code · no such unit',
  );
});

const OURS: [string, Ending, TaskResult[], string][] = [
  ['a host that is out of reach', ended(4), [result('failed'), result('unreachable')], 'node-unreachable'],
  ['a playbook for other hosts', ended(0), [result('ok', { host: 'other' })], 'playbook-idle'],
  ['a playbook that Ansible does not take', ended(4, "ERROR! 'x' is not valid\nline 3"), [], 'playbook-broken'],
  ['no Ansible', ended(127, 'sh: 1: exec: ansible-playbook: not found'), [], 'ansible-missing'],
  ['one that was killed', { state: 'killed', output: '' }, [], 'command-killed'],
  ['a boot of this machine', { state: 'rebooted', output: '' }, [], 'node-rebooted'],
  ['a full disk', { state: 'unstarted', output: '' }, [], 'command-unstarted'],
];
for (const [name, ending, results, code] of OURS)
  test(`${name} is the experiment’s`, () => {
    expect(of(ending, ...results)).toMatchObject({ code, blame: 'experiment' });
  });
