import { type CommandResult, type Lab, LabError, type ServiceDescription } from '../../lab/index.ts';
import type { Happening } from '../journal/index.ts';
import { StepError } from './error.ts';
import { BOOT, type Ending, endScript, forgetScript, onceScript, quietScript, readEnding } from './once.ts';
import { ask } from './reach.ts';
import type { Place, UpgradeStrategy } from './strategy.ts';
import { Tickets } from './tickets.ts';

export interface CommandsOptions {
  readonly lab: Lab;
  readonly run: string;
  readonly limits: { readonly commandSeconds: number; readonly readySeconds: number };
  readonly record: (happening: Happening) => void;
}

type Commands = ServiceDescription['commands'];

const BRIEFLY_MS = 20_000;

/** The lab's own commands, run on its nodes over SSH. */
export function commands({ lab, run, limits, record }: CommandsOptions): UpgradeStrategy {
  const timeoutMs = limits.commandSeconds * 1000;
  const { services } = lab.description;
  const tickets = new Tickets();
  const onLost = (text: string) => record({ event: 'note', text: `${text} Asking again.` });
  const reach = { lab, awaySeconds: limits.readySeconds, onLost };

  /**
   * Never broken off by an interruption: a command whose end is unknown is worse than one that is waited for, and it has
   * its time limit.
   */
  async function change(place: Place, pick: (all: Commands) => string | undefined, release = ''): Promise<void> {
    const command = commandOf(services, place, pick, release);
    const { node } = place;
    const ticket = tickets.take();
    const started = performance.now();
    const ending = await untilItEnds(node, ticket, command);
    const milliseconds = performance.now() - started;
    const code = ending.state === 'ended' ? ending.code : null;
    record({ event: 'command', node, command, code, milliseconds, output: ending.output });
    refuse(ending, node, command);
  }

  async function untilItEnds(node: string, ticket: string, command: string): Promise<Ending> {
    const result = await ask(reach, node, onceScript(run, ticket, command), timeoutMs).catch(async (error) => {
      if (!(error instanceof LabError) || error.code !== 'ssh-timeout') throw error;
      await ask(reach, node, endScript(run, ticket), BRIEFLY_MS);
      const why = `"${command}" on ${node} did not end within ${limits.commandSeconds} s and was ended`;
      throw new StepError('command-timeout', 'experiment', why, { node, command });
    });
    const ending = readEnding(result.stdout);
    if (ending) return ending;
    throw new StepError(
      'command-unstarted',
      'experiment',
      `"${command}" was not begun: ${node} can't keep how it ends below ~/.unbroken: ${lastLine(outputOf(result))}`,
      { node, command },
    );
  }

  return {
    name: 'commands',
    begin: (step, attempt) => tickets.begin(step, attempt),
    stop: (place) => change(place, ({ stop }) => stop),
    install: (place, release) => change(place, ({ install }) => install, release),
    start: (place) => change(place, ({ start }) => start),
    reload: (place) => change(place, ({ reload }) => reload),
    database: (place, phase, release) => change(place, ({ database }) => database[phase], release),
    async release(place) {
      const command = commandOf(services, place, ({ release }) => release);
      const result = await ask(reach, place.node, command, timeoutMs);
      const { code, milliseconds } = result;
      const output = outputOf(result);
      record({ event: 'command', node: place.node, command, code, milliseconds, output });
      if (code !== 0) throw failed(place.node, command, code ?? result.signal, output);
      return result.stdout.trim();
    },
    async trouble(place) {
      const result = await ask(
        reach,
        place.node,
        commandOf(services, place, ({ status }) => status),
        timeoutMs,
      );
      return result.code === 0 ? undefined : lastLine(outputOf(result));
    },
    boot: async (node) => (await ask(reach, node, BOOT, BRIEFLY_MS)).stdout.trim(),
    async quiesce() {
      await Promise.all([...lab.nodes.keys()].map((node) => ask(reach, node, quietScript(run), timeoutMs)));
    },
    async forget() {
      await Promise.all([...lab.nodes.keys()].map((node) => ask(reach, node, forgetScript(run), BRIEFLY_MS)));
    },
  };
}

function refuse(ending: Ending, node: string, command: string): void {
  const place = { node, command };
  switch (ending.state) {
    case 'ended':
      if (ending.code === 0) return;
      throw failed(node, command, ending.code, ending.output);
    case 'killed': {
      const why = `"${command}" on ${node} was killed before it ended; whether it took effect is unknown`;
      throw new StepError('command-killed', 'experiment', why, place);
    }
    case 'rebooted': {
      const why = `${node} booted while "${command}" ran; whether it took effect is unknown`;
      throw new StepError('node-rebooted', 'experiment', why, place);
    }
    case 'unstarted': {
      const why = `"${command}" was not begun: ${node} can't keep how it ends below ~/.unbroken; is its disk full?`;
      throw new StepError('command-unstarted', 'experiment', why, place);
    }
  }
}

function failed(node: string, command: string, code: number | string | null, output: string): StepError {
  const why = `"${command}" on ${node} ended with ${code}: ${lastLine(output)}`;
  return new StepError('command-failed', 'upgrade', why, { node, command, code, output });
}

/** What is run there, with the release in its place. */
export function commandOf(
  services: Readonly<Record<string, ServiceDescription>>,
  place: Place,
  pick: (all: Commands) => string | undefined,
  release = '',
): string {
  const found = services[place.service];
  if (!found) throw new StepError('service-unknown', 'experiment', `the lab has no service ${place.service}`);
  const template = pick(found.commands);
  if (template !== undefined) return template.replaceAll('{release}', release);
  throw new StepError('command-missing', 'experiment', `the lab has no such command for ${place.service}`);
}

const outputOf = ({ stdout, stderr }: CommandResult): string => (stdout + stderr).trim();

const lastLine = (output: string): string => output.split('\n').at(-1) || 'no output';
