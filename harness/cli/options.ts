import { type Command, InvalidArgumentError, Option } from 'commander';
import { SHAPES } from '../../lab/index.ts';
import { UsageError } from '../error.ts';
import type { Endpoint } from '../live/index.ts';
import { LEVELS, ORDERS, SKIPPABLE } from '../plan/index.ts';

/** What a plan depends on, asked for in the same words by every command that makes one. */
export interface PlanOptions {
  readonly order?: (typeof ORDERS)[number];
  readonly level?: (typeof LEVELS)[number];
  readonly seed: number;
  readonly explore?: boolean;
  readonly rate?: number;
  readonly baseline?: number;
  readonly mixed?: number;
  readonly settle?: number;
  readonly skip: string[];
  readonly pressure?: number;
}

export function addPlanOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--order <order>',
        "in which order nodes change sides (default: the scenario's, mostly crossover)",
      ).choices(ORDERS),
    )
    .addOption(
      new Option(
        '--level <level>',
        'versions only go up: for whom that is claimed (default: real-time; with several load balancers, connection)',
      ).choices(LEVELS),
    )
    .option('--seed <n>', 'same seed, same plan and same traffic', whole, 1)
    .option('--explore', 'let the seed choose the order of nodes, how long releases are mixed, and pauses')
    .option('--rate <n>', "requests per second (default: the traffic profile's)", positive)
    .option('--baseline <seconds>', 'watch this long before anything is touched', positive)
    .option('--mixed <seconds>', 'watch this long after each change of sides', positive)
    .option('--settle <seconds>', 'watch this long after the last change', positive)
    .option(
      '--pressure <share>',
      'press meanwhile with this share (0 to 1) of what the service can do without one of its servers',
      share,
    )
    .addOption(
      new Option('--skip <kind>', 'leave out a kind of step: an experiment, which is never certified')
        .choices(SKIPPABLE)
        .argParser((value: string, previous: string[]) => {
          if (!SKIPPABLE.includes(value))
            throw new InvalidArgumentError(`Allowed choices are ${SKIPPABLE.join(', ')}.`);
          return [...previous, value];
        })
        .default([], 'none'),
    );
}

export function strategyOption(): Option {
  return new Option(
    '--strategy <strategy>',
    'who stops, installs and starts: "commands" of the lab, or a file that names playbooks or Grenade (default: what the lab.yaml says, else commands)',
  );
}

export function shapeOption(): Option {
  return new Option(
    '--shape <shape>',
    'how many nodes and load balancers a lab of this machine has (default: "default")',
  ).choices(Object.keys(SHAPES));
}

export function imageOption(): Option {
  return new Option('--image <name>', 'with --lab docker: hosts from this image, instead of one that is built here');
}

/** An image is nothing to any other lab, and must not be thought to be in use there. */
export function refuseStrayImage({ lab, image }: { readonly lab?: string | undefined; readonly image?: string }): void {
  if (image !== undefined && lab !== 'docker')
    throw new UsageError('image-stray', '--image is for labs of containers', 'say --lab docker, or leave out --image');
}

export function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('Expected a number greater than 0.');
  return value;
}

export function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError('Expected a share: more than 0, at most 1.');
  return value;
}

export function nonNegative(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && Number.isFinite(value)))
    throw new InvalidArgumentError('Expected a number, 0 or more.');
  return value;
}

export function whole(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('Expected a whole number, 0 or more.');
  return value;
}

export function timesOver(text: string): number {
  const value = whole(text);
  if (value < 1) throw new InvalidArgumentError('Expected a whole number, 1 or more.');
  return value;
}

export function port(text: string): number {
  const value = whole(text);
  if (value < 1 || value > 65535) throw new InvalidArgumentError('Expected a port, 1 to 65535.');
  return value;
}

/** Nobody else on the network reads along unless an address is named on which they can. */
export function endpoint(text: string): Endpoint {
  const [, host, number] = /^(?:\[?([^\s\]]*?)\]?:)?(\d+)$/.exec(text) ?? [];
  if (number === undefined) throw new InvalidArgumentError('Expected PORT or HOST:PORT, like 9464 or 192.0.2.1:9464.');
  return { host: host || '127.0.0.1', port: port(number) };
}
