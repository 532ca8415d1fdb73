import { closeSync, existsSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { type Left, Suite } from './result.ts';

/** What a suite has left in the folder of its job; its path is told from the night. */
export function suiteIn(night: string, job: string): Left['suite'] {
  const folder = readdirSync(join(night, job)).find((name) => existsSync(join(night, job, name, 'selftest.json')));
  if (folder === undefined) return undefined;
  const suite = Suite.parse(JSON.parse(readFileSync(join(night, job, folder, 'selftest.json'), 'utf8')));
  return { path: `${job}/${folder}/selftest.md`, suite };
}

const TAIL = 8_192;

/** The last error that a command has told, without its name. */
export function complaintIn(output: string): string | undefined {
  const file = openSync(output, 'r');
  try {
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(TAIL, size));
    readSync(file, tail, 0, tail.length, size - tail.length);
    return tail
      .toString('utf8')
      .split('\n')
      .findLast((line) => line.startsWith('unbroken: '))
      ?.slice('unbroken: '.length);
  } finally {
    closeSync(file);
  }
}
