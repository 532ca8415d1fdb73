import { Command } from 'commander';
import { openLab, type ShapeName } from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import type { JournalEvent } from '../journal/index.ts';
import { exitCode } from '../judge/index.ts';
import { printPlan } from '../plan/index.ts';
import { preflight, RunFolder } from '../run/index.ts';
import { type LoadedScenario, loadScenario } from '../scenarios/index.ts';
import { findStamp, goApart, identityOfThisBuild, isApart, NOTHING, plant } from '../selftest/index.ts';
import { drive, takeLab } from './drive.ts';
import { examples } from './examples.ts';
import { type Interrupt, interruptible } from './interrupt.ts';
import { borrowLab, embeddedLab, isMadeHere, shapeFor, strategist } from './labs.ts';
import { projectsFor } from './needs.ts';
import {
  addPlanOptions,
  imageOption,
  type PlanOptions,
  port,
  refuseStrayImage,
  shapeOption,
  strategyOption,
  timesOver,
} from './options.ts';
import { concludeRun, type Renderers } from './outputs.ts';
import { prepare } from './prepare.ts';
import { rehearse } from './rehearse.ts';
import { type Certified, refuseToRepeat, repeat } from './repeat.ts';
import { storeRun } from './stored.ts';
import { addSuperviseOptions, refuseUnasked, type SuperviseOptions, supervisionFor } from './supervise.ts';
import { addViewOptions, type ViewOptions, Views } from './views.ts';

interface CertifyOptions extends PlanOptions, SuperviseOptions, ViewOptions {
  readonly lab?: string;
  readonly shape?: ShapeName;
  readonly image?: string;
  readonly port?: number;
  readonly keepLab?: boolean;
  readonly runs: string;
  readonly junit?: string;
  readonly json?: boolean;
  readonly repeat?: number;
  readonly silent?: boolean | undefined;
  readonly dryRun?: boolean;
  readonly plant?: string;
  readonly requireSelftest?: boolean;
  readonly sign?: string;
  readonly strategy?: string;
}

export function certifyCommand(renderers: Renderers, argv: readonly string[], finish: (code: number) => void): Command {
  return addViewOptions(addSuperviseOptions(addPlanOptions(new Command('certify'))))
    .description('upgrade under load, judge, report; without --lab in a lab of its own, which is taken down afterwards')
    .argument('<scenario>', 'name of a scenario, or a file')
    .option(
      '--lab <lab>',
      'use this lab: an id ("unbroken lab up" makes one), a lab.yaml, or one of its own: "docker", of containers, or "openstack", of real OpenStack',
    )
    .addOption(shapeOption())
    .addOption(strategyOption())
    .addOption(imageOption())
    .option('--port <n>', "front-end port of the run's own lab (default: a free one)", port)
    .option('--keep-lab', "leave the run's own lab standing")
    .option('--runs <folder>', 'where run folders go', 'runs')
    .option('--junit <file>', 'write JUnit XML there too')
    .option('--json', 'print verdict.json instead of the summary')
    .option(
      '--repeat <n>',
      'so many upgrades one after the other, each in a new lab with the next seed; sums them up',
      timesOver,
    )
    .addHelpText(
      'after',
      examples(
        ['unbroken certify keystone', 'one upgrade, in a lab of its own'],
        ['unbroken certify keystone --lab docker', 'in containers, behind two load balancers that share an address'],
        ['unbroken certify keystone --lab openstack', 'real OpenStack: Keystone of 2025.1 becomes that of 2026.1'],
        ['unbroken certify keystone --order rolling', 'as the documents have it'],
        ['unbroken certify keystone --repeat 20 --explore', 'twenty, each in another order of nodes'],
        ['unbroken certify keystone --strategy ./ansible.yaml', 'playbooks stop, install and start'],
        ['unbroken certify keystone --junit unbroken.xml', 'for CI'],
        ['unbroken certify keystone --live --metrics 9464', 'watch it in a browser, and from a monitoring system'],
      ),
    )
    .option('--dry-run', 'print the steps, each with every command on every host; touch nothing')
    .option('--plant <fault>', 'an exercise: with this fault in it ("unbroken selftest --list"), never a certificate')
    .option('--require-selftest', 'inconclusive unless "unbroken selftest" has passed with this build')
    .option('--sign <keyfile>', 'sign the manifest with this SSH key')
    .action(async (name: string, options: CertifyOptions) => {
      refuseStrayImage(options);
      const loaded = loadScenario(name);
      if (options.dryRun) {
        const lab = strategist(options.strategy)(await shapeFor(options));
        const { plan, scenario } = prepare(loaded, lab, options);
        process.stdout.write(printPlan(plan, lab));
        if (lab.strategy?.ansible?.checkMode) finish(await rehearse(plan, scenario, lab));
        return;
      }
      if (options.repeat !== undefined) refuseToRepeat(options);
      using interrupt = interruptible();
      const once = (more: Partial<CertifyOptions>): Promise<Certified | undefined> =>
        certify(loaded, { ...options, ...more }, renderers, argv, interrupt).catch(unlessAskedToEnd(interrupt));
      if (options.repeat === undefined) {
        const certified = await once({});
        finish(certified ? exitCode(certified.judgement) : 130);
        return;
      }
      const { seed, runs, json, repeat: times } = options;
      const given = {
        ...{ scenario: loaded.scenario.scenario, times, seed, runs, json },
        startedAt: new Date(),
        signal: interrupt.signal,
        say: (text: string) => void process.stdout.write(text),
      };
      finish(await repeat(given, (change) => once({ ...change, silent: json })));
    });
}

/** Whoever is asked to end while a lab is made gives up what it waits for, and that is no bug. */
const unlessAskedToEnd =
  ({ signal }: Interrupt) =>
  (error: unknown): undefined => {
    if (!signal.aborted || (error as Error).name !== 'AbortError') throw error;
  };

/** Undefined: interrupted before anything was touched. */
async function certify(
  given: LoadedScenario,
  asked: CertifyOptions,
  renderers: Renderers,
  argv: readonly string[],
  interrupt: Interrupt,
): Promise<Certified | undefined> {
  refuseUnasked(asked);
  if (asked.plant !== undefined && asked.lab !== undefined && !isMadeHere(asked.lab))
    throw new UsageError('plant-own-lab', '--plant wants a lab of its own', 'leave out --lab, or say --lab docker');
  const planting = asked.plant === undefined ? NOTHING : plant(asked.plant, given.scenario.scenario);
  if (planting.apart && !isApart()) goApart();
  const options = { ...asked, ...planting.options(asked) };
  const loaded = planting.scenario(given);
  const withStrategy = strategist(options.strategy);
  using views = await Views.open(options, renderers);
  const { lab: named = 'local' } = options;
  await using provided = !isMadeHere(named)
    ? await borrowLab(named)
    : await embeddedLab({
        ...options,
        kind: named,
        projects: projectsFor(loaded, options, { kind: named, shape: options.shape }),
        signal: interrupt.signal,
        planted: planting.planted,
      });
  using lock = takeLab(provided.description, `certify ${loaded.scenario.scenario}`);
  await using lab = await openLab(withStrategy(provided.description));
  const { plan: made, scenario, profile } = prepare(loaded, lab.description, options);
  const plan = planting.plan(made);
  process.stderr.write(`${printPlan(plan)}\n`);
  const supervision = supervisionFor(options, plan, provided.own);
  const picture = await preflight(lab, plan);
  if (interrupt.signal.aborted) return undefined;

  const folder = RunFolder.create(options.runs, new Date(), plan.scenario);
  storeRun(folder, { plan, picture, scenario, profile, lab: lab.description });
  interrupt.sayOnSecond(
    provided.own
      ? `the lab is still there; take it down with: unbroken lab down ${lab.description.id}`
      : `put back what was changed with: unbroken restore ${folder.path}`,
  );
  const also = (event: JournalEvent): void => planting.watch(event, { lab, plan, ledger: folder.ledger });
  const standing = {
    ...(planting.planted ? { planted: planting.planted.name } : {}),
    suite: { required: options.requireSelftest ?? false, stamp: findStamp(await identityOfThisBuild()) },
  };
  const carriedOut = { plan: planting.carriedOut(plan), scenario, profile, lab: planting.lab(lab), folder };
  await drive({ ...carriedOut, command: ['unbroken', ...argv], supervision, standing }, lock, interrupt, views, also);
  const account = planting.account();
  if (account) folder.write('planted.json', `${JSON.stringify({ format: 1, ...account }, null, 2)}\n`);
  const judgement = await concludeRun(folder, renderers, options);
  await views.conclude(judgement, folder);
  return { folder, judgement };
}
