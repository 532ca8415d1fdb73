import { Command } from 'commander';
import { openLab } from '../../lab/index.ts';
import { breakSeal, isSealed, seal } from '../manifest/index.ts';
import { countLeftovers, isToBeSearched, makeReachable, RunFolder, restore } from '../run/index.ts';
import { takeLab } from './drive.ts';
import { labOfRun } from './labs.ts';
import { readStoredRun } from './stored.ts';
import { VERSION } from './version.ts';

export function restoreCommand(finish: (code: number) => void): Command {
  return new Command('restore')
    .description('put back what a run of a killed harness left drained or stopped')
    .argument('<run>', 'run folder')
    .action(async (path: string) => {
      const folder = new RunFolder(path);
      const stored = readStoredRun(folder);
      const { plan, scenario, profile } = stored;
      if (countLeftovers(folder) === 0 && !isToBeSearched(folder, profile)) {
        process.stdout.write('nothing to put back\n');
        return;
      }
      const description = await labOfRun(stored);
      using lock = takeLab(description, 'restore', folder);
      await makeReachable(description, folder);
      await using lab = await openLab(description);
      const { gates, limits } = scenario;
      const now = new Date();
      const sealed = isSealed(folder.path);
      breakSeal(folder.path);
      const { undone, failed } = await restore(folder, lab, { plan, profile, gates, limits, now, harness: VERSION });
      if (sealed) seal(folder.path);
      if (failed.length === 0 && lock.unsettled === folder.path) lock.settle();
      process.stdout.write(`${undone} put back, ${failed.length} not\n`);
      for (const { message } of failed) process.stderr.write(`  ${message}\n`);
      finish(failed.length === 0 ? 0 : 2);
    });
}
