import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LabError } from '../error.ts';

const execute = promisify(execFile);

/** Runs a program of a node's bin folder, as its console would, before anybody can reach the node over SSH. */
export async function runTool(
  node: { readonly name: string; readonly root: string; readonly environment: Readonly<Record<string, string>> },
  [program = '', ...parameters]: readonly string[],
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await execute(join(node.root, 'bin', program), parameters, {
      cwd: node.root,
      env: { ...node.environment, ...environment },
      signal,
      timeout: 60_000,
    });
  } catch (error) {
    signal.throwIfAborted();
    const { stderr = '' } = error as { stderr?: string };
    throw new LabError(
      'process-failed',
      `${program} ${parameters.join(' ')} on ${node.name} failed: ${stderr.trim()}`,
      {
        cause: error,
      },
    );
  }
}
