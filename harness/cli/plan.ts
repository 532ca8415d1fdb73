import { Command } from 'commander';
import { localLabShape } from '../../lab/index.ts';
import { printPlan } from '../plan/index.ts';
import { findLab } from './labs.ts';
import { addPlanOptions, type PlanOptions } from './options.ts';
import { prepare } from './prepare.ts';
import { loadScenario } from './scenarios.ts';

export function planCommand(): Command {
  return addPlanOptions(new Command('plan'))
    .description('print the numbered steps; touches nothing')
    .argument('<scenario>', 'name of a scenario, or a file')
    .option('--lab <id>', 'plan for this lab (default: the lab that certify would make)')
    .option('--json', 'print the plan as JSON')
    .action(async (name: string, options: PlanOptions & { lab?: string; json?: boolean }) => {
      const loaded = loadScenario(name);
      const lab = options.lab ? await findLab(options.lab) : localLabShape();
      const { plan } = prepare(loaded, lab, options);
      process.stdout.write(options.json ? `${JSON.stringify(plan, null, 2)}\n` : printPlan(plan));
    });
}
