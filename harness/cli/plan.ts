import { Command } from 'commander';
import type { ShapeName } from '../../lab/index.ts';
import { printPlan } from '../plan/index.ts';
import { loadScenario } from '../scenarios/index.ts';
import { shapeFor, strategist } from './labs.ts';
import { addPlanOptions, type PlanOptions, shapeOption, strategyOption } from './options.ts';
import { prepare } from './prepare.ts';

export function planCommand(): Command {
  return addPlanOptions(new Command('plan'))
    .description('print the numbered steps; touches nothing')
    .argument('<scenario>', 'name of a scenario, or a file')
    .option(
      '--lab <lab>',
      'plan for this lab: an id, a lab.yaml, "docker" or "openstack" (default: the lab that certify would make)',
    )
    .addOption(shapeOption())
    .addOption(strategyOption())
    .option('--commands', 'with each step, what nodes and load balancers will be told')
    .option('--json', 'print the plan as JSON')
    .action(
      async (
        name: string,
        options: PlanOptions & {
          lab?: string;
          commands?: boolean;
          json?: boolean;
          shape?: ShapeName;
          strategy?: string;
        },
      ) => {
        const loaded = loadScenario(name);
        const lab = strategist(options.strategy)(await shapeFor(options));
        const { plan } = prepare(loaded, lab, options);
        process.stdout.write(
          options.json ? `${JSON.stringify(plan, null, 2)}\n` : printPlan(plan, options.commands ? lab : undefined),
        );
      },
    );
}
