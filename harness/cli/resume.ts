import { Command } from 'commander';
import { openLab } from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import { lifeOf, MOST_LIVES } from '../journal/index.ts';
import { exitCode } from '../judge/index.ts';
import { makeReachable, progressOf, RunFolder, wasTakenBack } from '../run/index.ts';
import { drive, takeLab } from './drive.ts';
import { examples } from './examples.ts';
import { interruptible } from './interrupt.ts';
import { labOfRun } from './labs.ts';
import { concludeRun, type OutputOptions, type Renderers } from './outputs.ts';
import { readStoredRun } from './stored.ts';
import { addSuperviseOptions, refuseUnasked, type SuperviseOptions, supervisionFor } from './supervise.ts';
import { addViewOptions, type ViewOptions, Views } from './views.ts';

interface ResumeOptions extends OutputOptions, SuperviseOptions, ViewOptions {
  readonly sign?: string;
}

export function resumeCommand(renderers: Renderers, argv: readonly string[], finish: (code: number) => void): Command {
  return addViewOptions(addSuperviseOptions(new Command('resume')))
    .description('take up a run whose harness was killed, interrupted or failed, and go on to its end')
    .argument('<run>', 'run folder')
    .option('--junit <file>', 'write JUnit XML there too')
    .option('--json', 'print verdict.json instead of the summary')
    .option('--sign <keyfile>', 'sign the manifest with this SSH key')
    .addHelpText(
      'after',
      examples(
        ['unbroken resume runs/2026-01-31-120000-keystone', 'go on to the end'],
        ['unbroken resume runs/2026-01-31-120000-keystone --live', 'and watch it in a browser'],
      ),
    )
    .action(async (path: string, options: ResumeOptions) => {
      finish(await resume(new RunFolder(path), options, renderers, argv));
    });
}

async function resume(
  folder: RunFolder,
  options: ResumeOptions,
  renderers: Renderers,
  argv: readonly string[],
): Promise<number> {
  refuseUnasked(options);
  const stored = readStoredRun(folder);
  const { plan, scenario, profile, journal } = stored;
  if (journal.some((event) => event.event === 'run-ended' && event.ended === 'completed'))
    throw new UsageError('run-completed', `${folder.path}: this run came to its end; nothing is left to do`);
  if (wasTakenBack(journal))
    throw new UsageError('run-taken-back', `${folder.path}: this run has taken the upgrade back`, 'begin a new one');
  if (plan.stages.some(({ steps }) => steps.some(({ act }) => act.kind === 'watch')))
    throw new UsageError('run-watched', `${folder.path}: what this run watched was done by a command that is not ours`);
  if (lifeOf(journal) === MOST_LIVES)
    throw new UsageError(
      'too-many-lives',
      `${folder.path}: taken up ${MOST_LIVES - 1} times; put it back and begin anew`,
    );
  const supervision = supervisionFor(options, plan, false);
  const { left } = progressOf(plan, journal);
  const description = await labOfRun(stored);
  using views = await Views.open(options, renderers);
  using interrupt = interruptible();
  using lock = takeLab(description, 'resume', folder);
  await makeReachable(description, folder);
  await using lab = await openLab(description);
  interrupt.sayOnSecond(`put back what was changed with: unbroken restore ${folder.path}`);
  process.stderr.write(`${left.length} steps are left${left[0] ? `; going on with ${left[0].step.id}` : ''}\n`);
  const about = { command: ['unbroken', ...argv], supervision, standing: {} };
  await drive({ plan, scenario, profile, lab, folder, ...about }, lock, interrupt, views);
  const judgement = await concludeRun(folder, renderers, options);
  await views.conclude(judgement, folder);
  return exitCode(judgement);
}
