import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { ended, isAlive, pidIn, startTestNode } from './test-node.ts';

test('OpenSSH runs a command in the root, with the given environment only', async () => {
  await using node = await startTestNode();
  const { code, stdout } = await node.runOpenssh(['pwd; env | sort']);
  expect(code).toBe(0);
  expect(stdout.split('\n').filter((line) => !/^(_|SHLVL|OLDPWD)=/.test(line))).toEqual([
    node.root,
    'NODE_NAME=controller1',
    'PATH=/usr/bin:/bin',
    `PWD=${node.root}`,
    '',
  ]);
});

test('OpenSSH gets both outputs, the exit code, and its input through', async () => {
  await using node = await startTestNode();
  const result = await node.runOpenssh(['cat; echo problem >&2; exit 7'], 'line one\nline two\n');
  expect(result).toEqual({ code: 7, stdout: 'line one\nline two\n', stderr: 'problem\n' });
});

test('OpenSSH reports a signal as 255, as for any server', async () => {
  await using node = await startTestNode();
  expect((await node.runOpenssh(['kill -KILL $$'])).code).toBe(255);
});

test('large outputs on both streams reach a slow reader whole and unrepeated', async () => {
  await using node = await startTestNode();
  const lines = 700_000;
  const client = node.openssh([`seq ${lines} & seq ${lines} >&2; wait`]);
  // Slower than the command writes, so that the window of the channel runs out again and again.
  const slowly = async (stream: Readable) => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      chunks.push(chunk);
      await delay(3);
    }
    return Buffer.concat(chunks).toString();
  };
  const [stdout, stderr] = await Promise.all([slowly(client.stdout!), slowly(client.stderr!)]);
  const expected = Array.from({ length: lines }, (_, index) => `${index + 1}\n`).join('');
  expect([stdout.length, stderr.length]).toEqual([expected.length, expected.length]);
  expect(stdout === expected && stderr === expected).toBe(true);
});

test('an interactive session has a terminal of the right size and ends with its own exit code', async () => {
  await using node = await startTestNode();
  const { code, stdout } = await node.runOpenssh(['-tt'], 'tty > where; stty size > size; echo $TERM; exit 5\n');
  expect(code).toBe(5);
  expect(stdout).toContain('exit 5');
  expect(await readFile(join(node.root, 'where'), 'utf8')).toMatch(/^\/dev\/pts\/\d+\n$/);
  expect(await readFile(join(node.root, 'size'), 'utf8')).toMatch(/^\d+ \d+\n$/);
});

test('Ctrl-C in a terminal interrupts the command, not the session', async () => {
  await using node = await startTestNode();
  const client = node.openssh(['-tt', 'trap "echo interrupted" INT; echo ready; cat; echo after; exit 3']);
  const [first] = await once(client.stdout!, 'data');
  expect(String(first)).toContain('ready');
  const { code, stdout } = await ended(client, '\x03');
  expect(stdout).toContain('interrupted');
  expect(stdout).toContain('after');
  expect(code).toBe(3);
});

test('a shell without a terminal reads commands from its input', async () => {
  await using node = await startTestNode();
  const { code, stdout } = await node.runOpenssh(['-T'], 'echo $NODE_NAME\nexit 4\n');
  expect(stdout).toBe('controller1\n');
  expect(code).toBe(4);
});

test('subsystems and forwarding are refused', async () => {
  await using node = await startTestNode();
  expect((await node.runOpenssh(['-s', 'sftp'])).code).toBe(255);
  expect((await node.runOpenssh(['-W', '127.0.0.1:9'])).stderr).toContain('open failed');
});

test('a terminal whose client goes away takes its command along', async () => {
  await using node = await startTestNode();
  const client = node.openssh(['-tt', 'echo $$ > pid; exec sleep 300']);
  await expect.poll(() => pidIn(join(node.root, 'pid'))).toBeGreaterThan(0);
  client.kill('SIGKILL');
  const pid = await pidIn(join(node.root, 'pid'));
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test('a client that goes away with output unread does not hold the server up', async () => {
  const node = await startTestNode();
  // More than the window of the channel, less than window and pipe together: the command ends, its output stays behind.
  const client = node.openssh(['head -c 2200000 /dev/zero; echo $$ > pid']);
  await expect.poll(() => pidIn(join(node.root, 'pid'))).toBeGreaterThan(0);
  client.kill('SIGKILL');
  await node[Symbol.asyncDispose]();
});
