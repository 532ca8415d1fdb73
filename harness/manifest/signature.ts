import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../error.ts';
import { MANIFEST, SIGNATURE } from './manifest.ts';

/** What a signature is for, so that one made for something else is worth nothing here. */
const NAMESPACE = 'unbroken-run';

/** Signs the manifest with an SSH key; one that lies in the agent is named by its public part. */
export function sign(folder: string, keyFile: string): void {
  rmSync(join(folder, SIGNATURE), { force: true });
  const { status, stderr } = keygen(['-Y', 'sign', '-f', keyFile, '-n', NAMESPACE, join(folder, MANIFEST)]);
  if (status !== 0)
    throw new UsageError('not-signed', `the manifest could not be signed with ${keyFile}: ${stderr.trim()}`);
}

/** Who signed it, of those that the file of allowed signers names. */
export function verifySignature(folder: string, signersFile: string): { signer: string } | { why: string } {
  const signature = join(folder, SIGNATURE);
  if (!existsSync(signature)) return { why: `there is no ${SIGNATURE}` };
  if (!existsSync(signersFile))
    throw new UsageError('no-signers', `${signersFile}: expected a file of allowed signers`);
  const found = keygen(['-Y', 'find-principals', '-s', signature, '-f', signersFile]);
  const signer = found.stdout.split('\n')[0];
  if (found.status !== 0 || !signer) return { why: `nobody in ${signersFile} has the key that signed it` };
  const verify = ['-Y', 'verify', '-f', signersFile, '-I', signer, '-n', NAMESPACE, '-s', signature];
  const { status, stdout, stderr } = keygen(verify, readFileSync(join(folder, MANIFEST)));
  return status === 0 ? { signer } : { why: (stderr.trim() || stdout.trim()).split('\n').at(-1)! };
}

function keygen(
  args: readonly string[],
  input: Buffer | string = '',
): { status: number; stdout: string; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync('ssh-keygen', args, { input, encoding: 'utf8', timeout: 60_000 });
  if (error)
    throw new UsageError(
      'no-ssh-keygen',
      `ssh-keygen could not be run: ${error.message}`,
      'signatures need the OpenSSH client: install openssh-client',
    );
  return { status: status ?? 1, stdout, stderr };
}
