import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as pause } from 'node:timers/promises';

/** What a daemon that was left behind still holds open is not waited for. */
const AFTERWARDS_MS = 1_000;

export interface ChildOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Asks the command to end. It is waited for all the same. */
  readonly signal: AbortSignal;
  /** Whole lines, as they come. */
  readonly onLines: (text: string) => void;
}

export type ChildEnd = { readonly code: number } | { readonly signal: string } | { readonly unstarted: Error };

export async function runChild(words: readonly string[], options: ChildOptions): Promise<ChildEnd> {
  const [file = '', ...args] = bound(words, options.environment.PATH);
  const child = spawn(file, args, { env: options.environment, stdio: ['inherit', 'pipe', 'pipe'] });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const read = Promise.all([lines(child.stdout, options.onLines), lines(child.stderr, options.onLines)]);
  const stop = () => void child.kill('SIGTERM');
  options.signal.addEventListener('abort', stop);
  try {
    const [code, signal] = await ended;
    await Promise.race([read, pause(AFTERWARDS_MS)]);
    return code === null ? { signal: signal ?? 'a signal' } : { code };
  } catch (error) {
    return { unstarted: error as Error };
  } finally {
    options.signal.removeEventListener('abort', stop);
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

/**
 * A command that nobody watches any more is asked to end, also when whoever watched was killed and could not ask: the kernel does
 * it then. What cannot be found is started as it is, so that the error is that of the command.
 */
function bound(words: readonly string[], path = ''): readonly string[] {
  const [file = ''] = words;
  return isProgram(file, path) && isProgram(SETPRIV, path) ? [SETPRIV, '--pdeathsig', 'TERM', '--', ...words] : words;
}

const SETPRIV = 'setpriv';

function isProgram(file: string, path: string): boolean {
  const places = file.includes('/') ? [file] : path.split(delimiter).map((folder) => join(folder, file));
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** By whole lines: a secret that is cut in two would not be known again. */
async function lines(stream: Readable, onLines: (text: string) => void): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for await (const chunk of stream) {
      rest += decoder.write(chunk);
      const end = rest.lastIndexOf('\n') + 1;
      if (end > 0) onLines(rest.slice(0, end));
      rest = rest.slice(end);
    }
  } catch {
    // Destroyed from here, when the command was over.
  }
  if (rest !== '') onLines(`${rest}\n`);
}
