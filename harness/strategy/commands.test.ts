import { expect, test } from '@playwright/test';
import { type Lab, LabDescription, LabError, type SshClient } from '../../lab/index.ts';
import type { Happening } from '../journal/index.ts';
import { commands, StepError } from './index.ts';

/** A node that does as it is told here: real ones do not lose connections, or boot, on demand. */

const description = LabDescription.parse({
  format: 1,
  id: 'x',
  kind: 'existing',
  releases: { old: '1', new: '2' },
  nodes: {},
  balancers: {},
  services: {
    api: {
      project: 'api',
      members: { n: {} },
      commands: { stop: 'stop api', start: 's', status: 's', install: 'i {release}', release: 'r' },
    },
  },
});
const place = { service: 'api', node: 'n' };

type Reply = string | LabError;

function strategy(replies: Reply[]) {
  const asked: string[] = [];
  const happenings: Happening[] = [];
  const client = {
    run: async (command: string) => {
      asked.push(command);
      const reply = replies.shift();
      if (typeof reply !== 'string') throw reply ?? new Error('asked once too often');
      return { code: 0, signal: null, stdout: reply, stderr: '', milliseconds: 1 };
    },
  } as unknown as SshClient;
  const lab = { description, nodes: new Map([['n', client]]), balancers: new Map() } as unknown as Lab;
  const limits = { commandSeconds: 30, readySeconds: 2 };
  return {
    asked,
    happenings,
    strategy: commands({ lab, run: 'r', limits, record: (happening) => happenings.push(happening) }),
  };
}

const lost = () => new LabError('ssh-failed', 'The connection to n was lost.');
const ended = (code: number) => `what it said\n[unbroken ended ${code}]\n`;

test('after a lost connection the same question is asked again, not the command run anew', async () => {
  const { strategy: tried, asked, happenings } = strategy([lost(), lost(), ended(0)]);
  await tried.stop(place);
  expect(asked).toHaveLength(3);
  expect(new Set(asked).size).toBe(1);
  expect(happenings).toMatchObject([{ event: 'note' }, { event: 'command', command: 'stop api', code: 0 }]);
});

test('the same attempt at a step comes to the same names in the same order, another attempt to others', async () => {
  const names = async (step: string, attempt: number) => {
    const { strategy: tried, asked } = strategy([ended(0), ended(0)]);
    tried.begin(step, attempt);
    await tried.stop(place);
    await tried.stop(place);
    return asked;
  };
  const first = await names('2.1', 1);
  expect(new Set(first).size).toBe(2);
  expect(await names('2.1', 1)).toEqual(first);
  for (const other of [await names('2.1', 2), await names('2.2', 1)])
    expect(other.filter((name) => first.includes(name))).toEqual([]);
});

const FAILURES: { name: string; replies: Reply[]; expected: Partial<StepError> }[] = [
  { name: 'a failure', replies: [ended(1)], expected: { code: 'command-failed', blame: 'upgrade' } },
  {
    name: 'a node that is away for too long',
    replies: Array.from({ length: 20 }, lost),
    expected: { code: 'node-unreachable', blame: 'experiment' },
  },
  {
    name: 'a node that booted meanwhile',
    replies: [lost(), '\n[unbroken rebooted]\n'],
    expected: { code: 'node-rebooted', blame: 'experiment' },
  },
  {
    name: 'a command that somebody killed',
    replies: ['\n[unbroken killed]\n'],
    expected: { code: 'command-killed', blame: 'experiment' },
  },
  {
    name: 'a node whose disk is full',
    replies: ['\n[unbroken unstarted]\n'],
    expected: { code: 'command-unstarted', blame: 'experiment' },
  },
  {
    name: 'a command without an end, which is ended',
    replies: [new LabError('ssh-timeout', 'too long'), ''],
    expected: { code: 'command-timeout', blame: 'experiment' },
  },
];

for (const { name, replies, expected } of FAILURES)
  test(`${name}: whose fault it is`, async () => {
    const { strategy: tried } = strategy([...replies]);
    const error = await tried.stop(place).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StepError);
    expect(error).toMatchObject(expected);
  });
