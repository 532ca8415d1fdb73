import { readFileSync } from 'node:fs';
import type { SshTarget } from '../description.ts';
import { LabError } from '../error.ts';
import type { CommandResult, Wrapped } from './execution.ts';

type Become = NonNullable<SshTarget['become']>;

/** Tells sudo's own failure from the command's: the command's first output, and never sudo's. */
const MARK = '[unbroken is root]';

/**
 * The password goes through a pipe that ends after it: sudo asks once, and a wrong one is not tried three times, which locks
 * accounts. It is on no command line, and what the command reads is empty.
 */
export function asRoot(command: string, become: Become, name: string): Wrapped {
  const inner = quote(`echo '${MARK}' >&2; exec </dev/null; ${command}`);
  const password = passwordOf(become, name);
  if (password === undefined) return { command: `exec </dev/null; sudo -n -H -- /bin/sh -c ${inner}` };
  return {
    command: `IFS= read -r p; printf '%s\\n' "$p" | sudo -S -p '' -H -- /bin/sh -c ${inner}`,
    input: `${password}\n`,
  };
}

/** The command's own result. Throws if sudo did not let it begin. */
export function unwrapped(result: CommandResult, { user, become }: SshTarget, name: string): CommandResult {
  const { stderr, code } = result;
  const at = stderr.indexOf(`${MARK}\n`);
  if (at !== -1) return { ...result, stderr: stderr.slice(at + MARK.length + 1) };
  // A long output has lost its beginning, and only the command writes long ones.
  if (code === 0 || /^\[\d+ bytes cut\]/.test(stderr)) return result;
  const said = stderr.trim().split('\n').at(-1) || `sudo ended with ${code}`;
  throw new LabError('become-failed', `${user} cannot become root on ${name}: ${said}`, {
    fix: `${source(become ?? {})}; on the node, \`sudo -l\` tells what ${user} may do.`,
  });
}

function source({ passwordFile, passwordVariable }: Become): string {
  const place = passwordVariable === undefined ? passwordFile : `$${passwordVariable}`;
  return place === undefined
    ? 'Allow it without a password (NOPASSWD), or say where the password is (passwordVariable or passwordFile of become)'
    : `Correct the password in ${place}`;
}

function passwordOf({ passwordFile, passwordVariable }: Become, name: string): string | undefined {
  if (passwordVariable !== undefined) {
    const value = process.env[passwordVariable];
    if (value !== undefined) return value;
    throw unreadable(name, `the environment has no ${passwordVariable}`);
  }
  if (passwordFile === undefined) return undefined;
  try {
    return readFileSync(passwordFile, 'utf8').split(/\r?\n/)[0];
  } catch (error) {
    throw unreadable(name, (error as Error).message);
  }
}

function unreadable(name: string, why: string): LabError {
  return new LabError('become-failed', `The password for sudo on ${name} can't be read: ${why}`, {
    fix: 'Set it, or correct passwordVariable or passwordFile of become.',
  });
}

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
