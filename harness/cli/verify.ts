import { Command } from 'commander';
import { UsageError } from '../error.ts';
import { isSealed, MANIFEST, tell, verify, verifySignature } from '../manifest/index.ts';
import { RunFolder } from '../run/index.ts';

export function verifyCommand(finish: (code: number) => void): Command {
  return new Command('verify')
    .description('hold a run folder against its manifest: was anything changed since the run? exit code 1 if so')
    .argument('<run>', 'run folder')
    .option('--signers <file>', 'and who signed it: one of these (the file of allowed signers of ssh-keygen)')
    .action((path: string, { signers }: { signers?: string }) => {
      const { path: folder } = new RunFolder(path);
      if (!isSealed(folder))
        throw new UsageError('not-sealed', `${folder}: expected ${MANIFEST}, which a run writes at its end`);
      const wrong = verify(folder).map(tell);
      const signature = signers === undefined ? undefined : verifySignature(folder, signers);
      if (signature && 'why' in signature) wrong.push(`the signature does not hold: ${signature.why}`);
      for (const line of wrong) process.stderr.write(`${line}\n`);
      if (wrong.length === 0)
        process.stdout.write(
          `as it was sealed${signature && 'signer' in signature ? `, signed by ${signature.signer}` : ''}\n`,
        );
      finish(wrong.length === 0 ? 0 : 1);
    });
}
