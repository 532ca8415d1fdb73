import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { SshTarget } from '../description.ts';
import { type SshHost, startSshHost } from '../existing/testing/index.ts';
import { connectSsh } from './client.ts';
import { makeKeyPair } from './keys.ts';

const LIMIT = { timeoutMs: 60_000 };
const PASSWORD = 'right one';

let host: SshHost;
let folder = '';
let knownHostsFile = '';
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unbroken-known-'));
  knownHostsFile = join(folder, 'known_hosts');
  host = await startSshHost({ address: '127.91.1.1', sudoPassword: PASSWORD });
});
test.afterAll(async () => {
  await host[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

function target(more: Partial<SshTarget> = {}): SshTarget {
  const { address, port, user, privateKeyFile } = host;
  return { host: address, port, user, privateKeyFile, knownHostsFile, ...more };
}

const know = (name: string, key: string) => writeFileSync(knownHostsFile, `${name} ${key}\n`);
const itsName = () => `[${host.address}]:${host.port}`;

test('a host that known_hosts has is entered, also where its name is hashed', async () => {
  know(itsName(), host.hostKey.publicKey);
  for (const hash of [false, true]) {
    if (hash) execFileSync('ssh-keygen', ['-q', '-H', '-f', knownHostsFile], { stdio: 'ignore' });
    await using client = await connectSsh(target(), 'web1');
    expect((await client.run('id -un', LIMIT)).stdout).toBe('ops\n');
  }
});

test("OpenSSH's limit of ten sessions on a connection is never met, however many commands wait for their turn", async () => {
  know(itsName(), host.hostKey.publicKey);
  await using client = await connectSsh(target(), 'web1');
  const results = await Promise.all(Array.from({ length: 400 }, () => client.run(':', LIMIT)));
  expect(results.filter(({ code }) => code !== 0)).toEqual([]);
});

test('a host that known_hosts lacks is refused, with its fingerprint and the line that would let it in', async () => {
  know(host.address, host.hostKey.publicKey); // without its port: another name
  const error = await connectSsh(target(), 'web1').catch((e) => e);
  expect(error).toMatchObject({
    code: 'host-key-unknown',
    message: expect.stringContaining(`web1 (ops@${host.address}:${host.port}) is not a known host`),
    fix: expect.stringContaining(knownHostsFile),
  });
  expect(error.message).toContain(host.hostKey.fingerprint);
  writeFileSync(knownHostsFile, `${error.fix.split('\n').at(-1).trim()}\n`);
  await using client = await connectSsh(target(), 'web1');
  expect((await client.run('true', LIMIT)).code).toBe(0);
});

test('a host with another key than known_hosts has is refused, with the line that says so', async () => {
  know(itsName(), makeKeyPair().publicKey);
  await expect(connectSsh(target(), 'web1')).rejects.toMatchObject({
    code: 'host-key-mismatch',
    message: expect.stringContaining(host.hostKey.fingerprint),
    fix: expect.stringContaining(`${knownHostsFile}:1`),
  });
});

test('a revoked key is refused although it is known', async () => {
  writeFileSync(knownHostsFile, `${itsName()} ${host.hostKey.publicKey}\n@revoked * ${host.hostKey.publicKey}\n`);
  await expect(connectSsh(target(), 'web1')).rejects.toMatchObject({ code: 'host-key-mismatch' });
});

test('an agent has the key', async () => {
  know(itsName(), host.hostKey.publicKey);
  const socket = join(folder, 'agent');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(agent, 'exit');
  try {
    await once(agent.stdout, 'data');
    const env = { ...process.env, SSH_AUTH_SOCK: socket };
    const { privateKeyFile, ...keyless } = target({ agent: socket });
    await expect(connectSsh(keyless, 'web1')).rejects.toMatchObject({ code: 'ssh-failed' });
    execFileSync('ssh-add', ['-q', privateKeyFile!], { env, stdio: 'ignore' });
    await using client = await connectSsh(keyless, 'web1');
    expect((await client.run('id -un', LIMIT)).stdout).toBe('ops\n');
  } finally {
    agent.kill();
    await ended;
  }
});

test('a jump host is gone through, and its key is held to the same', async () => {
  await using jump = await startSshHost({ address: '127.91.1.2' });
  const { address, port, user, privateKeyFile, hostKey } = jump;
  const hop = { host: address, port, user, privateKeyFile, hostKey: hostKey.fingerprint };
  know(itsName(), host.hostKey.publicKey);
  {
    await using client = await connectSsh(target({ through: [hop] }), 'web1');
    expect((await client.run('echo $SSH_CONNECTION', LIMIT)).stdout).toContain(host.address);
  }
  expect(jump.log()).toContain(`server_request_direct_tcpip: originator 127.0.0.1 port 0, target ${host.address}`);
  const wrong = { ...hop, hostKey: makeKeyPair().fingerprint };
  await expect(connectSsh(target({ through: [wrong] }), 'web1')).rejects.toMatchObject({
    code: 'host-key-mismatch',
    message: expect.stringContaining(`${address}, on the way to web1`),
  });
});

test('sudo with the right password: a root command has its outputs, its exit code and no input', async () => {
  know(itsName(), host.hostKey.publicKey);
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, `${PASSWORD}\n`);
  await using client = await connectSsh(target({ become: { passwordFile } }), 'web1');
  const { stdout, stderr, code } = await client.run("id -u; echo 'it''s' >&2; cat; exit 5", LIMIT);
  expect({ stdout, stderr, code }).toEqual({ stdout: '0\n', stderr: 'its\n', code: 5 });
  // Neither on a command line nor in the environment of anything that runs there.
  const seen = await client.run('cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr "\\0" "\\n"', LIMIT);
  expect(seen.stdout).toContain('sudo');
  expect(seen.stdout).not.toContain(PASSWORD);
});

test('sudo with a wrong password, or none, is told as such, after one attempt', async () => {
  know(itsName(), host.hostKey.publicKey);
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, 'wrong\n');
  const passwordVariable = 'UNBROKEN_NOT_SET';
  const cases = [
    { become: { passwordFile }, message: '1 incorrect password attempt', fix: passwordFile },
    { become: {}, message: 'a password is required', fix: 'NOPASSWD' },
    { become: { passwordVariable }, message: passwordVariable, fix: 'Set it' },
  ];
  for (const { become, message, fix } of cases) {
    await using client = await connectSsh(target({ become }), 'web1');
    await expect(client.run('id', LIMIT)).rejects.toMatchObject({
      code: 'become-failed',
      message: expect.stringContaining(message),
      fix: expect.stringContaining(fix),
    });
  }
});
