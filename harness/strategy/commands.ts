import { type CommandResult, type Lab, LabError } from '../../lab/index.ts';
import type { Happening } from '../journal/index.ts';
import { commandOf, type Deed, serviceOf } from './deed.ts';
import { StepError } from './error.ts';
import { BOOT, type Ending, endScript, forgetScript, onceScript, quietScript, readEnding } from './once.ts';
import { ask } from './reach.ts';
import type { UpgradeStrategy } from './strategy.ts';
import { Tickets } from './tickets.ts';

export interface CommandsOptions {
  readonly lab: Lab;
  readonly run: string;
  readonly limits: { readonly commandSeconds: number; readonly readySeconds: number };
  readonly record: (happening: Happening) => void;
}

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
  async function change(deed: Deed): Promise<void> {
    const command = commandOf(services, deed);
    const { node, service } = deed.place;
    const ticket = tickets.take();
    const started = performance.now();
    const ending = await untilItEnds(node, ticket, command);
    const milliseconds = performance.now() - started;
    const code = ending.state === 'ended' ? ending.code : null;
    const did = { action: deed.action, service };
    record({ event: 'command', node, command, code, milliseconds, output: ending.output, did });
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
    stop: (place) => change({ action: 'stop', place }),
    install: (place, release) => change({ action: 'install', place, release }),
    start: (place) => change({ action: 'start', place }),
    reload: (place) => change({ action: 'reload', place }),
    database: (place, phase, release) => change({ action: 'database', place, phase, release }),
    async release(place) {
      const command = serviceOf(services, place).commands.release;
      const result = await ask(reach, place.node, command, timeoutMs);
      const { code, milliseconds } = result;
      const output = outputOf(result);
      record({ event: 'command', node: place.node, command, code, milliseconds, output });
      if (code !== 0) throw failed(place.node, command, code ?? result.signal, output);
      return result.stdout.trim();
    },
    async trouble(place) {
      const result = await ask(reach, place.node, serviceOf(services, place).commands.status, timeoutMs);
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

const outputOf = ({ stdout, stderr }: CommandResult): string => (stdout + stderr).trim();

const lastLine = (output: string): string => output.split('\n').at(-1) || 'no output';
