import type { GrenadeDescription } from '../../../lab/index.ts';
import { without } from '../../secrets/index.ts';
import type { CommandsOptions } from '../commands.ts';
import { carryOut, codeOf, lastLine } from '../errand.ts';
import { StepError } from '../error.ts';
import { quote } from '../once.ts';
import { reachIn } from '../reach.ts';
import type { Account, UpgradeStrategy } from '../strategy.ts';
import { Tickets } from '../tickets.ts';
import { marksIn } from './marks.ts';
import { nothingIn, type Phase, phaseScript, projectsIn, titleOf } from './script.ts';

/**
 * Grenade stops and upgrades whole projects, by the scripts that each project brings. It knows no way back, and asks no node
 * what it runs: for that there are the lab's own commands.
 */
export function grenade(settings: GrenadeDescription, own: UpgradeStrategy, options: CommandsOptions): UpgradeStrategy {
  const { lab, run, limits, record } = options;
  const tickets = new Tickets();
  const reach = reachIn({ lab, limits, record });
  // Scripts trace every command that they run, with all its words.
  const clean = without([]);

  async function carry(node: string, phase: Phase): Promise<Account> {
    const title = titleOf(phase);
    const command = `bash -c ${quote(phaseScript(settings, phase))}`;
    const errand = { run, node, ticket: tickets.take(), command, title, limitSeconds: limits.commandSeconds };
    const started = performance.now();
    const ending = await carryOut(reach, errand);
    const milliseconds = performance.now() - started;
    const output = clean(ending.output);
    const code = ending.state === 'ended' ? ending.code : null;
    record({ event: 'command', node, command: title, code, milliseconds, output });
    const marks = marksIn(output);
    if (marks.length > 0) record({ event: 'output', text: marks.join('\n') });
    return { title, output, milliseconds, code: codeOf(ending, errand) };
  }

  /** False: Grenade has no such script. */
  async function change(node: string, phase: Phase): Promise<boolean> {
    const { title, code, output } = await carry(node, phase);
    if (code !== 0) throw failed(node, title, code, output);
    return hasRun(node, phase, output);
  }

  return {
    ...own,
    name: 'grenade',
    begin(step, attempt) {
      own.begin(step, attempt);
      tickets.begin(`grenade-${step}`, attempt);
    },
    whole: {
      async projects(node) {
        const { title, code, output } = await carry(node, { phase: 'projects' });
        const projects = code === 0 ? projectsIn(output) : undefined;
        if (projects) return projects;
        const why = `${title} can't be told by ${node}: ${lastLine(output)}`;
        throw new StepError('grenade-unusable', 'experiment', why, { node, code, output });
      },
      async shutDown({ project, node }) {
        if (await change(node, { phase: 'shutdown', project })) return;
        record({ event: 'note', text: `Grenade has no shutdown.sh of ${project}: nothing was stopped on ${node}.` });
      },
      async upgrade({ project, node }) {
        await change(node, { phase: 'upgrade', project });
      },
      async clearResources(node) {
        await change(node, { phase: 'clear' });
      },
      async resources({ project, node }, phase, side) {
        const account = await carry(node, { phase, project, side });
        return account.code !== 0 || hasRun(node, { phase, project }, account.output) ? account : undefined;
      },
    },
  };
}

function hasRun(node: string, phase: Phase, output: string): boolean {
  const nothing = nothingIn(output);
  if (nothing !== 'unknown') return nothing === undefined;
  const why = `Grenade on ${node} has no such project: ${titleOf(phase)}`;
  throw new StepError('project-unknown', 'experiment', why, { node });
}

function failed(node: string, title: string, code: number, output: string): StepError {
  const why = `${title} on ${node} ended with ${code}: ${lastLine(output)}`;
  return new StepError('command-failed', 'upgrade', why, { node, command: title, code, output });
}
