import { Command } from 'commander';
import { openLab } from '../../lab/index.ts';
import { inventoriesOf, type Picture, survey } from '../inventory/index.ts';
import { chosenLab } from './labs.ts';
import { table } from './table.ts';

export function inventoryCommand(finish: (code: number) => void): Command {
  return new Command('inventory')
    .description('what runs where and how it is, asked everywhere; exit code 1 when something does not fit together')
    .option('--lab <lab>', 'lab, by id or lab.yaml (default: the only one)')
    .option('--json', 'print JSON')
    .action(async (options: { lab?: string; json?: boolean }) => {
      await using lab = await openLab(await chosenLab(options.lab));
      const picture = await survey(inventoriesOf(lab), Object.keys(lab.description.nodes));
      process.stdout.write(options.json ? `${JSON.stringify(picture, null, 2)}\n` : print(picture));
      if (picture.findings.length > 0) finish(1);
    });
}

function print({ cells, findings }: Picture): string {
  const rows = cells.map(({ service, node, state, enabled, versions }) => [
    service,
    node,
    state,
    enabled ? 'enabled' : 'disabled',
    versions.join(' and ') || '–',
  ]);
  const wrong = findings.map(({ code, message }) => `${code}: ${message}\n`);
  return (
    table([['service', 'node', 'state', '', 'release'], ...rows]) + (wrong.length > 0 ? `\n${wrong.join('')}` : '')
  );
}
