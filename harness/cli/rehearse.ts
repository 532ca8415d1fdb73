import type { LabDescription, LabShape } from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import type { Plan, Scenario } from '../plan/index.ts';
import { bind } from '../steps/index.ts';
import { causeOf, rehearseAnsible, tellDeed } from '../strategy/index.ts';

/** Runs each playbook of a plan in Ansible's check mode, and prints what tasks say that they would do. */
export async function rehearse(plan: Plan, { limits }: Scenario, lab: LabShape): Promise<number> {
  const ansible = lab.strategy?.ansible;
  if (!ansible) return 0;
  if (!stands(lab))
    throw new UsageError(
      'lab-missing',
      'checkMode asks the nodes of a lab, and this one is not made yet',
      'name one that stands with --lab, or leave out checkMode',
    );
  const say = (text: string) => void process.stdout.write(`${text}\n`);
  await using rehearsal = rehearseAnsible(ansible, {
    lab: { description: lab },
    run: `dry-${process.pid}`,
    limits,
    record(happening) {
      if (happening.event !== 'task') return;
      const { outcome, host, task, milliseconds } = happening;
      say(`    ${outcome.padEnd(11)} ${host}: ${task} (${(milliseconds / 1000).toFixed(1)} s)`);
    },
  });
  let failed = 0;
  say('\ncheck mode');
  for (const { id, title, act } of plan.stages.flatMap(({ steps }) => steps)) {
    const played = bind(act).deeds.filter((deed) => tellDeed(lab, deed).to === 'here');
    if (played.length > 0) say(`  ${id} ${title}`);
    for (const deed of played)
      try {
        await rehearsal.play(deed);
      } catch (error) {
        failed += 1;
        say(`    ${causeOf(error).message}`);
      }
  }
  return failed === 0 ? 0 : 64;
}

/** One that is there has ways into its nodes. */
const stands = (lab: LabShape): lab is LabDescription => Object.values(lab.nodes).every(({ ssh }) => ssh !== undefined);
