import { Command, Option } from 'commander';
import { openLab } from '../../lab/index.ts';
import { credentialsOf } from '../calls/index.ts';
import { UsageError } from '../error.ts';
import { exitCode } from '../judge/index.ts';
import { LEVELS, printPlan, WATCH, watchedPlan } from '../plan/index.ts';
import { preflight, RunFolder } from '../run/index.ts';
import { loadScenario } from '../scenarios/index.ts';
import { secretsAmong, without } from '../secrets/index.ts';
import { findStamp, identityOfThisBuild } from '../selftest/index.ts';
import { drive, takeLab } from './drive.ts';
import { examples } from './examples.ts';
import { interruptible } from './interrupt.ts';
import { findLab } from './labs.ts';
import { type PlanOptions, positive, whole } from './options.ts';
import { concludeRun, type OutputOptions, type Renderers } from './outputs.ts';
import { prepare } from './prepare.ts';
import { storeRun } from './stored.ts';
import { addViewOptions, type ViewOptions, Views } from './views.ts';

interface WatchOptions
  extends Pick<PlanOptions, 'level' | 'seed' | 'rate' | 'baseline' | 'settle'>,
    OutputOptions,
    ViewOptions {
  readonly lab: string;
  readonly scenario?: string;
  readonly runs: string;
  readonly sign?: string;
}

export function watchCommand(renderers: Renderers, finish: (code: number) => void): Command {
  return addViewOptions(new Command('watch'))
    .description('measure and judge what a command of yours does: a script, a play, a pipeline')
    .requiredOption('--lab <lab>', 'the lab that it upgrades, by id or lab.yaml')
    .option('--scenario <scenario>', "whose traffic, gates and checks to use (default: the lab.yaml's)")
    .addOption(
      new Option('--level <level>', 'versions only go up: for whom that is claimed')
        .choices(LEVELS)
        .default('real-time'),
    )
    .option('--seed <n>', 'same seed, same traffic', whole, 1)
    .option('--rate <n>', "requests per second (default: the traffic profile's)", positive)
    .option('--baseline <seconds>', 'watch this long before the command', positive)
    .option('--settle <seconds>', 'watch this long after the command', positive)
    .option('--runs <folder>', 'where run folders go', 'runs')
    .option('--junit <file>', 'write JUnit XML there too')
    .option('--json', 'print verdict.json instead of the summary')
    .option('--sign <keyfile>', 'sign the manifest with this SSH key')
    .argument('<command...>', 'what to run, behind --')
    .passThroughOptions()
    .addHelpText(
      'after',
      examples(
        ['unbroken watch --lab lab.yaml --scenario ./mine.yaml -- ./upgrade.sh', 'a script'],
        ['unbroken watch --lab lab.yaml --scenario keystone -- ansible-playbook site.yml', 'a play'],
      ),
    )
    .action(async (words: string[], options: WatchOptions) => finish(await watch(words, options, renderers)));
}

async function watch(words: readonly string[], options: WatchOptions, renderers: Renderers): Promise<number> {
  const description = await findLab(options.lab);
  const name = options.scenario ?? description.scenario;
  if (name === undefined)
    throw new UsageError(
      'scenario-unnamed',
      'which traffic? name a scenario',
      'use --scenario, or say scenario in the lab.yaml',
    );
  const loaded = loadScenario(name);
  const { plan: whole, scenario, profile } = prepare(loaded, description, { ...options, skip: [] });
  const clean = without(secretsAmong(credentialsOf(description), process.env));
  const command = clean(words.join(' '));
  const plan = watchedPlan({
    ...{ plan: whole, lab: description, command },
    settleSeconds: scenario.pace.settleSeconds,
    reads: profile.audit.length > 0,
  });
  using views = await Views.open(options, renderers);
  using interrupt = interruptible();
  using lock = takeLab(description, `watch ${scenario.scenario}`);
  await using lab = await openLab(description);
  process.stderr.write(`${printPlan(plan)}\n`);
  const picture = await preflight(lab, plan);
  if (interrupt.signal.aborted) return 130;

  const folder = RunFolder.create(options.runs, new Date(), plan.scenario);
  storeRun(folder, { plan, picture, scenario, profile, lab: description });
  interrupt.sayOnSecond('the command is asked to end, and what it has done stays');
  await drive(
    {
      ...{ plan, scenario, profile, lab, folder },
      command: ['unbroken', 'watch', '--lab', options.lab, '--scenario', name, '--', command],
      watched: { words, clean, step: WATCH },
      supervision: {
        allowance: { failures: 0, outageMs: Number.POSITIVE_INFINITY },
        onViolation: 'continue',
        pauseBefore: [],
      },
      standing: { suite: { required: false, stamp: findStamp(await identityOfThisBuild()) } },
    },
    lock,
    interrupt,
    views,
  );
  const judgement = await concludeRun(folder, renderers, options);
  await views.conclude(judgement, folder);
  return exitCode(judgement);
}
