import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { checkConfiguration, LabFile, renderBalancers } from '../../lab/index.ts';
import { readDocument } from '../documents/index.ts';
import { UsageError } from '../error.ts';
import { examples } from './examples.ts';

export function renderHaproxyCommand(): Command {
  return new Command('render-haproxy')
    .description(
      'print configurations of HAProxy, and of keepalived for a pair, that fit a lab.yaml; checked by HAProxy',
    )
    .argument('<lab>', 'lab.yaml, with vips')
    .option('--out <folder>', 'write files there; none is written over another')
    .addHelpText(
      'after',
      examples(
        ['unbroken lab render-haproxy lab.yaml', 'to read'],
        ['unbroken lab render-haproxy lab.yaml --out balancers', 'to copy to the hosts'],
      ),
    )
    .action(async (file: string, { out }: { out?: string }) => {
      const files = Object.entries(renderBalancers(readDocument(file, LabFile)));
      for (const [name, text] of files) if (name.endsWith('.cfg')) await checkConfiguration(text);
      if (out === undefined) for (const [name, text] of files) process.stdout.write(`# ${name}\n${text}\n`);
      else writeNew(out, files);
    });
}

function writeNew(folder: string, files: readonly (readonly [string, string])[]): void {
  const there = files.map(([name]) => join(folder, name)).find((path) => existsSync(path));
  if (there !== undefined) throw new UsageError('file-exists', `${there} is there already`, 'name another folder');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) {
    writeFileSync(join(folder, name), text, { flag: 'wx' });
    process.stdout.write(`${join(folder, name)}\n`);
  }
}
