import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { destroyLocalLab } from './destroy.ts';
import { newLabId, remainsOf } from './lab-for-test.ts';
import { readLab } from './list.ts';
import { provisionLocalLab } from './provision.ts';

const program = `
  const { provisionLocalLab } = await import(process.argv[1]);
  setInterval(() => undefined, 1000);
  await provisionLocalLab({ id: process.argv[2], projects: [], onProgress: (line) => console.log(line) });`;

// By how many lines of progress its maker had printed when it was killed.
for (const lines of [1, 2, 3])
  test(`a maker killed after ${lines} lines of progress leaves a lab that can be taken down`, async () => {
    const id = newLabId();
    const door = join(import.meta.dirname, 'index.ts');
    const maker = spawn(process.execPath, ['--input-type=module', '-e', program, door, id], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(maker, 'exit');
    try {
      let printed = 0;
      for await (const _ of createInterface(maker.stdout)) {
        printed += 1;
        if (printed === lines) maker.kill('SIGKILL');
      }
      expect(await exit).toEqual([null, 'SIGKILL']);
      expect(remainsOf(id)).not.toEqual([]);
      expect(['partial', 'up']).toContain((await readLab(id)).state);
    } finally {
      await destroyLocalLab(id);
    }
    expect(remainsOf(id)).toEqual([]);
    await expect(readLab(id)).rejects.toMatchObject({ code: 'lab-unknown' });
  });

for (const lines of [1, 2, 3])
  test(`a provision aborted after ${lines} lines of progress cleans up after itself`, async () => {
    const id = newLabId();
    const abort = new AbortController();
    let printed = 0;
    const onProgress = () => {
      printed += 1;
      if (printed === lines) abort.abort();
    };
    try {
      await expect(provisionLocalLab({ id, projects: [], signal: abort.signal, onProgress })).rejects.toMatchObject({
        name: 'AbortError',
      });
      expect(remainsOf(id)).toEqual([]);
    } finally {
      await destroyLocalLab(id);
    }
  });
