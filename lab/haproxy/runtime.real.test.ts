import { expect, test } from '@playwright/test';
import { openRuntimeApi } from './runtime.ts';
import { startTestBench, type TestBench } from './test-bench.ts';

const drain = (server: string) => ({ backend: 'api', server, state: 'drain' }) as const;
const ready = (server: string) => ({ backend: 'api', server, state: 'ready' }) as const;

async function answering(bench: TestBench, requests = 20): Promise<string[]> {
  const servers = new Set<string>();
  for (let count = 0; count < requests; count += 1) servers.add((await bench.request()).server ?? 'nobody');
  return [...servers].sort();
}

test('clients see which server answered, whatever the service claims', async () => {
  await using bench = await startTestBench();
  expect(await answering(bench)).toEqual(['a', 'b']);
});

test('drain keeps new requests away, also on a connection that is kept alive, and is read back', async () => {
  await using bench = await startTestBench();
  await answering(bench);
  await bench.api.setStates([drain('a')]);
  expect(await answering(bench)).toEqual(['b']);
  expect(await bench.api.servers()).toMatchObject([
    { server: 'a', admin: 'drain', weight: 1, address: expect.stringMatching(/^127\.78\.0\.2:\d+$/) },
    { server: 'b', admin: 'ready', weight: 1, operational: 'running' },
  ]);
  await bench.api.setStates([ready('a')]);
  expect(await answering(bench)).toEqual(['a', 'b']);
});

test('the weight that was set is read back, apart from the state', async () => {
  await using bench = await startTestBench();
  expect(await bench.api.send('set weight api/a 0')).toBe('\n');
  expect(await bench.api.servers()).toMatchObject([
    { admin: 'ready', weight: 0 },
    { admin: 'ready', weight: 1 },
  ]);
  expect(await answering(bench)).toEqual(['b']);
});

test('maint is told apart from drain', async () => {
  await using bench = await startTestBench();
  await bench.api.setStates([{ backend: 'api', server: 'a', state: 'maint' }]);
  expect(await bench.api.servers()).toMatchObject([{ admin: 'maint', operational: 'stopped' }, { admin: 'ready' }]);
});

test('a swap in one line leaves no request without a server', async () => {
  await using bench = await startTestBench();
  await bench.api.setStates([drain('b')]);
  expect(await answering(bench)).toEqual(['a']);
  const { line } = await bench.api.setStates([drain('a'), ready('b')]);
  expect(line).toBe('set server api/b state ready; set server api/a state drain');
  expect(await answering(bench)).toEqual(['b']);
});

test('a request that holds up a drain is named, and only on its server', async () => {
  await using bench = await startTestBench();
  await bench.api.setStates([drain('b')]);
  const long = bench.request('/held');
  await expect.poll(() => bench.held.size).toBe(1);
  await bench.api.setStates([ready('b'), drain('a')]);
  const [session] = await bench.api.sessionsOn('api', 'a');
  expect(session).toMatchObject({ client: expect.stringMatching(/^127\.0\.0\.1:\d+$/) });
  expect(await bench.api.sessionsOn('api', 'b')).toEqual([]);
  for (const response of bench.held) response.end('at last');
  expect(await long).toMatchObject({ status: 200, server: 'a' });
  expect(`127.0.0.1:${(await long).port}`).toBe(session?.client);
  await expect.poll(() => bench.api.sessionsOn('api', 'a')).toEqual([]);
});

test('counters count', async () => {
  await using bench = await startTestBench();
  const total = async (row: string) => (await bench.api.counters()).find((each) => each.row === row)?.values;
  await answering(bench, 10);
  expect(await total('FRONTEND')).toMatchObject({ req_tot: 10, hrsp_2xx: 10 });
  expect((await total('a'))!.hrsp_2xx! + (await total('b'))!.hrsp_2xx!).toBe(10);
  expect((await total('BACKEND'))?.scur).toBe(0);
});

test('info names the worker', async () => {
  await using bench = await startTestBench();
  const info = await bench.api.info();
  expect(info.version).toMatch(/^\d+\.\d+/);
  expect(info.pid).not.toBe(bench.pid);
  expect(process.kill(info.pid, 0)).toBe(true);
});

test('a refusal comes with the text of HAProxy', async () => {
  await using bench = await startTestBench({ level: 'operator' });
  const error = await bench.api.setStates([drain('a')]).catch((reason) => reason);
  expect(error).toMatchObject({ name: 'LabError', code: 'haproxy-refused' });
  expect(error.message).toContain('set server api/a state drain');
  expect(error.message).toContain('Permission denied');
});

test('a change with an unknown server changes nothing', async () => {
  await using bench = await startTestBench();
  await expect(bench.api.setStates([drain('a'), drain('nobody')])).rejects.toMatchObject({ code: 'haproxy-refused' });
  expect(await bench.api.send('set server api/nobody state drain')).toBe('No such server.\n\n');
  expect(await bench.api.servers()).toMatchObject([{ admin: 'ready' }, { admin: 'ready' }]);
});

test('no socket, and a path too long for one, are told apart', async () => {
  const absent = openRuntimeApi('haproxy', '/nonexistent/admin.sock');
  await expect(absent.info()).rejects.toMatchObject({
    code: 'haproxy-unreachable',
    message: expect.stringContaining('ENOENT'),
  });
  const long = `/${'x'.repeat(107)}`;
  expect(() => openRuntimeApi('haproxy', long)).toThrow(
    expect.objectContaining({ code: 'haproxy-unreachable', message: expect.stringContaining('108 bytes') }),
  );
});
