import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { LabError } from '../../error.ts';
import { type TroubleInput, troubleFile } from '../trouble/index.ts';
import type { BalancerFlaw, Flaw, ServiceFlaw } from './flaw.ts';

/** Makes a node that is laid out, and on which nothing runs, as bad as it shall be. */
export async function flawNode(
  { name, root }: { readonly name: string; readonly root: string },
  flaws: readonly Flaw[],
): Promise<void> {
  const files = new Map<string, TroubleInput[]>();
  for (const flaw of flaws) {
    if ('node' in flaw && flaw.node === name) await promisify(execFile)('sh', ['-ec', flaw.run], { cwd: root });
    if (!('trouble' in flaw) || !isMeant(flaw, name)) continue;
    const file = join(root, troubleFile(flaw.unit, flaw.release));
    files.set(file, [...(files.get(file) ?? []), flaw.trouble]);
  }
  for (const [file, troubles] of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(troubles, null, 2));
  }
}

const isMeant = ({ on }: ServiceFlaw | BalancerFlaw, name: string): boolean => on === undefined || on.includes(name);

/** A configuration that no longer has what a flaw would change is no place for it, and the fault would not be there. */
export function flawConfiguration(balancer: string, config: string, flaws: readonly Flaw[]): string {
  return flaws.reduce((text, flaw) => {
    if (!('find' in flaw) || !isMeant(flaw, balancer)) return text;
    if (!text.includes(flaw.find))
      throw new LabError(
        'haproxy-failed',
        `The fault changes "${flaw.find}", and the configuration has no such text.`,
        {
          fix: 'Let the fault name a text that the configuration of local labs has.',
        },
      );
    return text.replaceAll(flaw.find, flaw.put);
  }, config);
}
