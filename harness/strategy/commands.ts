import type { Lab } from '../../lab/index.ts';
import type { Happening } from '../journal/index.ts';
import { commandOf, type Deed, serviceOf } from './deed.ts';
import { BRIEFLY_MS, carryOut, codeOf, lastLine, outputOf } from './errand.ts';
import { StepError } from './error.ts';
import { BOOT, forgetScript, quietScript } from './once.ts';
import { ask, reachIn } from './reach.ts';
import type { UpgradeStrategy } from './strategy.ts';
import { Tickets } from './tickets.ts';

export interface CommandsOptions {
  readonly lab: Lab;
  readonly run: string;
  readonly limits: { readonly commandSeconds: number; readonly readySeconds: number };
  readonly record: (happening: Happening) => void;
}

/** The lab's own commands, run on its nodes over SSH. */
export function commands({ lab, run, limits, record }: CommandsOptions): UpgradeStrategy {
  const timeoutMs = limits.commandSeconds * 1000;
  const { services } = lab.description;
  const tickets = new Tickets();
  const reach = reachIn({ lab, limits, record });

  /**
   * Never broken off by an interruption: a command whose end is unknown is worse than one that is waited for, and it has
   * its time limit.
   */
  async function change(deed: Deed): Promise<void> {
    const command = commandOf(services, deed);
    const { node, service } = deed.place;
    const { commandSeconds: limitSeconds } = limits;
    const errand = { run, node, ticket: tickets.take(), command, title: command, limitSeconds };
    const started = performance.now();
    const ending = await carryOut(reach, errand);
    const milliseconds = performance.now() - started;
    const code = ending.state === 'ended' ? ending.code : null;
    const did = { action: deed.action, service };
    record({ event: 'command', node, command, code, milliseconds, output: ending.output, did });
    if (codeOf(ending, errand) !== 0) throw failed(node, command, code, ending.output);
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

function failed(node: string, command: string, code: number | string | null, output: string): StepError {
  const why = `"${command}" on ${node} ended with ${code}: ${lastLine(output)}`;
  return new StepError('command-failed', 'upgrade', why, { node, command, code, output });
}
