import { Command } from 'commander';
import { localLabShape, type ShapeName } from '../../lab/index.ts';
import { printPlan } from '../plan/index.ts';
import { loadScenario } from '../scenarios/index.ts';
import { findLab } from './labs.ts';
import { addPlanOptions, type PlanOptions, shapeOption } from './options.ts';
import { prepare } from './prepare.ts';

export function planCommand(): Command {
  return addPlanOptions(new Command('plan'))
    .description('print the numbered steps; touches nothing')
    .argument('<scenario>', 'name of a scenario, or a file')
    .option('--lab <id>', 'plan for this lab (default: the lab that certify would make)')
    .addOption(shapeOption())
    .option('--json', 'print the plan as JSON')
    .action(async (name: string, options: PlanOptions & { lab?: string; json?: boolean; shape?: ShapeName }) => {
      const loaded = loadScenario(name);
      const lab = options.lab ? await findLab(options.lab) : localLabShape({ shape: options.shape });
      const { plan } = prepare(loaded, lab, options);
      process.stdout.write(options.json ? `${JSON.stringify(plan, null, 2)}\n` : printPlan(plan));
    });
}
