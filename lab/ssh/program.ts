import { accessSync, constants } from 'node:fs';
import type { PseudoTtyInfo } from 'ssh2';

/** What a session runs, and how it is asked to end when nobody is there any more. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly farewell: 'SIGTERM' | 'SIGHUP';
}

const SHELL = '/bin/sh';
const SCRIPT = '/usr/bin/script';

/** Node cannot open a pseudo-terminal. `script`, which Debian always has, can. */
export const hasTerminals = isExecutable(SCRIPT);

export function commandProgram(command: string, terminal: PseudoTtyInfo | undefined): Program {
  return terminal ? inTerminal(command, terminal) : { file: SHELL, args: ['-c', command], farewell: 'SIGTERM' };
}

export function shellProgram(terminal: PseudoTtyInfo | undefined): Program {
  return terminal ? inTerminal(`exec ${SHELL}`, terminal) : { file: SHELL, args: ['-i'], farewell: 'SIGTERM' };
}

// A lost terminal hangs up, as anywhere. TERM would make `script` wait for two seconds.
const inTerminal = (command: string, { rows, cols }: PseudoTtyInfo): Program => ({
  file: SCRIPT,
  args: ['--quiet', '--flush', '--return', '--command', `stty rows ${rows} cols ${cols}; ${command}`, '/dev/null'],
  farewell: 'SIGHUP',
});

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
