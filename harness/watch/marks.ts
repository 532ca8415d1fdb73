import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { UsageError } from '../error.ts';

/** Names the file that a mark is written to. Whatever the watched command starts has it. */
export const MARKS_VARIABLE = 'UNBROKEN_MARKS';

/** One line a mark: appended whole, whoever else appends at the same time. */
export function mark(text: string, file: string | undefined): void {
  if (file === undefined || !existsSync(file))
    throw new UsageError(
      'nobody-watches',
      `nobody watches: the environment has no ${MARKS_VARIABLE} that names a file`,
      'marks are for commands that are run by: unbroken watch … -- COMMAND',
    );
  appendFileSync(file, `${text.replaceAll(/\s*\n\s*/g, ' ').trim()}\n`);
}

/** The marks that came since it was asked last. */
export class Marks {
  readonly file: string;
  #read = 0;

  constructor(file: string) {
    this.file = file;
    writeFileSync(file, '');
  }

  next(): string[] {
    const lines = readFileSync(this.file, 'utf8').split('\n').slice(0, -1);
    const fresh = lines.slice(this.#read);
    this.#read = lines.length;
    return fresh.filter((line) => line.trim() !== '');
  }
}
