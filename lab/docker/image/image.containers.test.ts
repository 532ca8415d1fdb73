import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { requireEngine } from '../engine.ts';
import { test } from '../testing/index.ts';
import { ensureImage } from './index.ts';

const LABELS = { 'unbroken.lab': `image-${process.pid}` };

async function optionsFor(named?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'unbroken-image-'));
  const about = { folder, environment: {}, labels: LABELS, named, onProgress: () => undefined };
  return {
    ...{ ...about, signal: new AbortController().signal },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

async function ensured(named?: string) {
  using options = await optionsFor(named);
  return ensureImage(await requireEngine(), options);
}

/** Ours after this command, under a name of its own. */
async function imageAfter(...command: string[]) {
  const { dockerode } = (await requireEngine()).container;
  const container = await dockerode.createContainer({
    Image: (await ensured()).name,
    Entrypoint: command,
    Cmd: [],
    Labels: LABELS,
  });
  const repo = `unbroken-test-${process.pid}`;
  await container.start();
  await container.wait();
  await container.commit({ repo, tag: 'changed' });
  await container.remove();
  const name = `${repo}:changed`;
  return { name, [Symbol.asyncDispose]: async () => void (await dockerode.getImage(name).remove()) };
}

test('an image of ours has two releases of HAProxy', async () => {
  const { name, haproxy } = await ensured();
  expect(name).toMatch(/^unbroken-node:/);
  expect([haproxy.old.release, haproxy.new.release]).toEqual(['2.6', '3.0']);
});

test('somebody else’s image is taken as it is, and one that lacks something is refused with what it lacks', async () => {
  await using image = await imageAfter(
    'rm',
    '/usr/sbin/keepalived',
    '/usr/bin/killall',
    '/usr/lib/haproxy-3.0/sbin/haproxy',
  );
  await expect(ensured(image.name)).rejects.toMatchObject({
    code: 'image-failed',
    message: expect.stringContaining('it lacks keepalived (on Debian: keepalived), killall (on Debian: psmisc)'),
  });
});

test('an image with one release of HAProxy is good enough, and has no other', async () => {
  await using image = await imageAfter('rm', '/usr/lib/haproxy-3.0/sbin/haproxy');
  const { name, haproxy } = await ensured(image.name);
  expect(name).toBe(image.name);
  expect(haproxy.new).toEqual(haproxy.old);
});

test('an image that nobody has is an error that says so, and nothing is left of looking', async () => {
  await expect(ensured('registry.invalid/nowhere')).rejects.toMatchObject({
    code: 'image-failed',
    message: expect.stringContaining('The engine has no image registry.invalid/nowhere:latest, and cannot get it'),
  });
  const { dockerode } = (await requireEngine()).container;
  const filters = { label: [`unbroken.lab=${LABELS['unbroken.lab']}`] };
  expect(await dockerode.listContainers({ all: true, filters })).toEqual([]);
});
