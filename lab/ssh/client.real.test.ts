import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Relay } from '../testing/index.ts';
import { connectSsh } from './client.ts';
import { makeKeyPair } from './keys.ts';
import { startSshServer } from './server.ts';
import { isAlive, pidIn, startTestNode } from './test-node.ts';

const timeoutMs = 20_000;

test('a command yields its outputs, exit code and signal', async () => {
  await using node = await startTestNode();
  await using client = await connectSsh(node.target, 'controller1');
  const result = await client.run('echo out; echo err >&2; exit 3', { timeoutMs });
  expect(result).toMatchObject({ code: 3, signal: null, stdout: 'out\n', stderr: 'err\n' });
  expect(await client.run('kill -SEGV $$', { timeoutMs })).toMatchObject({ code: null, signal: 'SIGSEGV' });
  expect(await client.run('kill -SYS $$', { timeoutMs })).toMatchObject({ code: 128 + 31, signal: null });
});

test('a command that reads its input finds it empty', async () => {
  await using node = await startTestNode();
  await using client = await connectSsh(node.target, 'controller1');
  expect(await client.run('cat; echo end', { timeoutMs })).toMatchObject({ code: 0, stdout: 'end\n' });
});

test('forty commands at once over one connection keep their results apart', async () => {
  await using node = await startTestNode();
  await using client = await connectSsh(node.target, 'controller1');
  const results = await Promise.all(
    Array.from({ length: 40 }, (_, index) => client.run(`echo ${index}; exit ${index}`, { timeoutMs })),
  );
  expect(results.map(({ code, stdout }) => [code, stdout])).toEqual(
    Array.from({ length: 40 }, (_, index) => [index, `${index}\n`]),
  );
});

test('of a large output the end is kept, with what was cut', async () => {
  await using node = await startTestNode();
  await using client = await connectSsh(node.target, 'controller1');
  const { stdout } = await client.run('seq 1000000', { timeoutMs });
  expect(stdout).toMatch(/^\[\d+ bytes cut\]\n/);
  expect(stdout.endsWith('999999\n1000000\n')).toBe(true);
  expect(stdout.length).toBeLessThan(66_000);
});

test('the exec ends with the command, and the daemon that it left goes on', async () => {
  await using node = await startTestNode();
  await using client = await connectSsh(node.target, 'controller1');
  const start = 'setsid sleep 300 </dev/null >/dev/null 2>&1 & echo $! > daemon; echo started';
  expect(await client.run(start, { timeoutMs })).toMatchObject({ code: 0, stdout: 'started\n' });
  const daemon = await pidIn(join(node.root, 'daemon'));
  expect(await isAlive(daemon)).toBe(true);
});

test('the exec ends with the command even if its daemon keeps the outputs open', async () => {
  await using node = await startTestNode();
  await using client = await connectSsh(node.target, 'controller1');
  const result = await client.run('setsid sleep 300 & echo $! > daemon; seq 20000', { timeoutMs });
  expect(result.code).toBe(0);
  expect(result.stdout.endsWith('\n20000\n')).toBe(true);
  expect(await isAlive(await pidIn(join(node.root, 'daemon')))).toBe(true);
});

test('a root that is gone is said on stderr, with the exit code of a missing command', async () => {
  await using node = await startTestNode({ root: 'nowhere' });
  await using client = await connectSsh(node.target, 'controller1');
  const result = await client.run('true', { timeoutMs });
  expect(result).toMatchObject({ code: 127, stderr: expect.stringContaining('could not be started') });
});

test('at the time limit the whole process group ends, and the error names node and command', async () => {
  await using node = await startTestNode();
  await using client = await connectSsh(node.target, 'controller1');
  // The shell ignores TERM, so its child has to be reached through the group and the shell through KILL.
  const command = 'trap "" TERM; sh -c "trap \'\' TERM; echo \\$\\$ > child; sleep 300; sleep 300"; sleep 300';
  const error = await client.run(command, { timeoutMs: 500 }).catch((reason) => reason);
  expect(error).toMatchObject({ name: 'LabError', code: 'ssh-timeout' });
  expect(error.message).toContain('controller1');
  expect(error.message).toContain('500 ms');
  const child = await pidIn(join(node.root, 'child'));
  await expect.poll(() => isAlive(child)).toBe(false);
  expect(await client.run('echo still here', { timeoutMs })).toMatchObject({ stdout: 'still here\n' });
});

test('an abort lets the command clean up, and rejects with its reason', async () => {
  await using node = await startTestNode();
  await using client = await connectSsh(node.target, 'controller1');
  const abort = new AbortController();
  const running = client
    .run('trap "echo cleaned > cleaned; exit" TERM; echo $$ > pid; sleep 300', { timeoutMs, signal: abort.signal })
    .catch((reason) => reason);
  await expect.poll(() => pidIn(join(node.root, 'pid'))).toBeGreaterThan(0);
  const reason = new Error('the operator changed their mind');
  abort.abort(reason);
  expect(await running).toBe(reason);
  const pid = await pidIn(join(node.root, 'pid'));
  await expect.poll(() => isAlive(pid)).toBe(false);
  expect(await readFile(join(node.root, 'cleaned'), 'utf8')).toBe('cleaned\n');
  await expect(client.run('true', { timeoutMs, signal: abort.signal })).rejects.toBe(reason);
});

test('a connection lost in the middle is an error, its command is ended, and the next command connects anew', async () => {
  await using node = await startTestNode();
  await using relay = await Relay.open('127.77.0.3', node.target);
  await using client = await connectSsh({ ...node.target, host: relay.host, port: relay.port }, 'controller1');
  const running = client.run('echo $$ > pid; sleep 300', { timeoutMs }).catch((reason) => reason);
  await expect.poll(() => pidIn(join(node.root, 'pid'))).toBeGreaterThan(0);
  relay.cut();
  const error = await running;
  expect(error).toMatchObject({ code: 'ssh-failed', fix: expect.stringContaining('unknown') });
  expect(error.message).toContain('controller1 was lost while');
  const pid = await pidIn(join(node.root, 'pid'));
  await expect.poll(() => isAlive(pid)).toBe(false);
  expect(await client.run('echo again', { timeoutMs })).toMatchObject({ stdout: 'again\n' });
});

test('a connection that nothing comes over any more is found by its keepalives, and the next command connects anew', async () => {
  await using node = await startTestNode();
  await using relay = await Relay.open('127.77.0.3', node.target);
  const target = { ...node.target, host: relay.host, port: relay.port };
  await using client = await connectSsh(target, 'controller1', { silenceMs: 900 });
  const running = client.run('echo $$ > pid; sleep 300', { timeoutMs }).catch((reason) => reason);
  await expect.poll(() => pidIn(join(node.root, 'pid'))).toBeGreaterThan(0);
  relay.loseAll();
  const error = await running;
  expect(error).toMatchObject({ code: 'ssh-failed', fix: expect.stringContaining('unknown') });
  expect(error.message).toContain('controller1 was lost while');
  // A third of the time after one another; when the third one was due, it was over.
  expect(relay.lost).toHaveLength(2);
  expect(await client.run('echo again', { timeoutMs })).toMatchObject({ stdout: 'again\n' });
});

test('a host that is only slow is not given up: it answers keepalives while a command says nothing', async () => {
  await using node = await startTestNode();
  await using client = await connectSsh(node.target, 'controller1', { silenceMs: 300 });
  expect(await client.run('sleep 1.2; echo done', { timeoutMs })).toMatchObject({ stdout: 'done\n' });
});

test('another host key is refused, with both fingerprints', async () => {
  await using node = await startTestNode();
  const hostKey = makeKeyPair().fingerprint;
  const error = await connectSsh({ ...node.target, hostKey }, 'controller1').catch((reason) => reason);
  expect(error).toMatchObject({ name: 'LabError', code: 'host-key-mismatch' });
  expect(error.message).toContain(`Expected ${hostKey}, got ${node.target.hostKey} (ssh-ed25519)`);
  expect(error.fix).toContain('hostKey');
});

test('another user key, or another user, is refused', async () => {
  await using node = await startTestNode();
  const privateKeyFile = join(node.root, 'other');
  await writeFile(privateKeyFile, makeKeyPair().privateKey);
  for (const wrong of [{ privateKeyFile }, { user: 'root' }]) {
    const error = await connectSsh({ ...node.target, ...wrong }, 'controller1').catch((reason) => reason);
    expect(error).toMatchObject({ code: 'ssh-failed' });
    expect(error.fix).toContain('authorized_keys');
  }
});

test('a missing key file and a closed port are told apart', async () => {
  await using node = await startTestNode();
  const missing = connectSsh({ ...node.target, privateKeyFile: join(node.root, 'none') }, 'controller1');
  await expect(missing).rejects.toMatchObject({ code: 'ssh-failed', message: expect.stringContaining('private key') });
  const closed = connectSsh({ ...node.target, host: '127.77.0.99' }, 'controller1');
  await expect(closed).rejects.toMatchObject({ code: 'ssh-failed', message: expect.stringContaining('ECONNREFUSED') });
});

test('a host that accepts and says nothing runs into the time limit', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unbroken-ssh-'));
  const privateKeyFile = join(folder, 'id');
  await writeFile(privateKeyFile, makeKeyPair().privateKey);
  const silent = createServer().listen(0, '127.77.0.2');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const target = { host: '127.77.0.2', port, user: 'operator', privateKeyFile, hostKey: 'SHA256:none' };
  const error = await connectSsh(target, 'controller1', { connectMs: 300 }).catch((reason) => reason);
  silent.close();
  await rm(folder, { recursive: true });
  expect(error).toMatchObject({ code: 'ssh-failed', message: expect.stringContaining('Timed out') });
});

test('a server that stops ends the commands that run on it', async () => {
  const node = await startTestNode();
  await using client = await connectSsh(node.target, 'controller1');
  const running = client.run('echo $$ > pid; sleep 300', { timeoutMs }).catch((reason) => reason);
  await expect.poll(() => pidIn(join(node.root, 'pid'))).toBeGreaterThan(0);
  const pid = await pidIn(join(node.root, 'pid'));
  await node[Symbol.asyncDispose]();
  expect(await isAlive(pid)).toBe(false);
  expect(await running).toMatchObject({ code: 'ssh-failed' });
});

test('a port in use is named', async () => {
  await using node = await startTestNode();
  const key = makeKeyPair();
  const second = startSshServer({
    address: node.target.host,
    port: node.server.port,
    user: 'operator',
    root: node.root,
    environment: {},
    hostKey: key.privateKey,
    authorizedKey: key.publicKey,
  });
  const message = expect.stringContaining(`${node.target.host}:${node.server.port}`);
  await expect(second).rejects.toMatchObject({ code: 'port-in-use', message });
});
