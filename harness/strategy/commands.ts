import type { CommandResult, Lab, ServiceDescription } from '../../lab/index.ts';
import type { Happening } from '../journal/index.ts';
import { StepError } from './error.ts';
import type { Place, UpgradeStrategy } from './strategy.ts';

export interface CommandsOptions {
  readonly lab: Lab;
  readonly limitSeconds: number;
  readonly record: (happening: Happening) => void;
}

type Commands = ServiceDescription['commands'];

/** The lab's own commands, run on its nodes over SSH. */
export function commands({ lab, limitSeconds, record }: CommandsOptions): UpgradeStrategy {
  const timeoutMs = limitSeconds * 1000;

  /**
   * Never broken off by an interruption: a command whose end is unknown is worse than one that is waited for, and it has
   * its time limit.
   */
  async function run(place: Place, pick: (all: Commands) => string | undefined, release = ''): Promise<CommandResult> {
    const template = pick(commandsOf(lab, place));
    if (template === undefined)
      throw new StepError('command-missing', 'experiment', `the lab has no such command for ${place.service}`);
    const command = template.replaceAll('{release}', release);
    const { node } = place;
    const result = await nodeOf(lab, node).run(command, { timeoutMs });
    const { code, milliseconds } = result;
    const output = outputOf(result);
    record({ event: 'command', node, command, code, milliseconds, output });
    if (code === 0) return result;
    const how = `ended with ${code ?? result.signal}: ${lastLine(output)}`;
    throw new StepError('command-failed', 'upgrade', `"${command}" on ${node} ${how}`, { node, command, code, output });
  }

  return {
    name: 'commands',
    stop: async (place) => void (await run(place, ({ stop }) => stop)),
    install: async (place, release) => void (await run(place, ({ install }) => install, release)),
    start: async (place) => void (await run(place, ({ start }) => start)),
    reload: async (place) => void (await run(place, ({ reload }) => reload)),
    database: async (place, phase, release) => void (await run(place, ({ database }) => database[phase], release)),
    release: async (place) => (await run(place, ({ release }) => release)).stdout.trim(),
    async trouble(place) {
      const { status } = commandsOf(lab, place);
      const result = await nodeOf(lab, place.node).run(status, { timeoutMs });
      return result.code === 0 ? undefined : lastLine(outputOf(result));
    },
  };
}

function commandsOf(lab: Lab, { service }: Place): Commands {
  const found = lab.description.services[service];
  if (!found) throw new StepError('service-unknown', 'experiment', `the lab has no service ${service}`);
  return found.commands;
}

function nodeOf(lab: Lab, node: string) {
  const found = lab.nodes.get(node);
  if (!found) throw new StepError('node-unknown', 'experiment', `the lab has no node ${node}`);
  return found;
}

const outputOf = ({ stdout, stderr }: CommandResult): string => (stdout + stderr).trim();

const lastLine = (output: string): string => output.split('\n').at(-1) || 'no output';
