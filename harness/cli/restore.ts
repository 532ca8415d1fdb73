import { Command } from 'commander';
import { openLab } from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import { countLeftovers, RunFolder, restore } from '../run/index.ts';
import { findLab } from './labs.ts';
import { readStoredScenario } from './stored.ts';

export function restoreCommand(finish: (code: number) => void): Command {
  return new Command('restore')
    .description('put back what a run of a killed harness left drained or stopped')
    .argument('<run>', 'run folder')
    .action(async (path: string) => {
      const folder = new RunFolder(path);
      const { journal } = await folder.evidence();
      const started = journal.find((event) => event.event === 'run-started');
      if (!started) throw new UsageError('not-a-run', `${folder.journal}: the run never started; nothing to put back`);
      if (countLeftovers(folder) === 0) {
        process.stdout.write('nothing to put back\n');
        return;
      }
      await using lab = await openLab(await findLab(started.lab.id));
      const { scenario, profile } = readStoredScenario(folder);
      const { undone, failed } = await restore(folder, lab, {
        profile,
        gates: scenario.gates,
        limits: scenario.limits,
      });
      process.stdout.write(`${undone} put back, ${failed.length} not\n`);
      for (const { message } of failed) process.stderr.write(`  ${message}\n`);
      finish(failed.length === 0 ? 0 : 2);
    });
}
