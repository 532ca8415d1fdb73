import { z } from 'zod';
import { act } from '../journal/index.ts';
import { StepError, type WholeProjects } from '../strategy/index.ts';
import type { Bench } from './bench.ts';
import { recordRelease } from './release.ts';
import { type StepKind, subject, type Undo } from './step.ts';

/** Of tools that do a whole project on a node at once. What puts it back is done by the lab's own commands. */

const Params = z.object({
  project: z.string(),
  node: z.string(),
  /** Its services there: the first one that users call, and the others. */
  service: z.string(),
  also: z.array(z.string()),
});
type Params = z.infer<typeof Params>;

const servicesOf = ({ service, also }: Params): string[] => [service, ...also];
const undos = (params: Params, undo: (place: { service: string; node: string }) => Undo['act']): Undo[] =>
  servicesOf(params).map((service) => ({
    subject: subject(service, params.node),
    act: undo({ service, node: params.node }),
  }));
const named = (params: Params): string => `${params.project} on ${params.node} (${servicesOf(params).join(', ')})`;

export function toolOf({ strategy }: Bench): WholeProjects {
  if (strategy.whole) return strategy.whole;
  throw new StepError('no-such-tool', 'experiment', `${strategy.name} does no whole projects`);
}

export const shutDown: StepKind<Params> = {
  kind: 'shut-down',
  params: Params,
  describe: (params) => `shut down all of ${named(params)}`,
  undo: (params) => undos(params, (place) => act('start', place)).toReversed(),
  shows: ({ project, node }) => [{ to: node, words: `Grenade: shutdown.sh of ${project}` }],
  async run({ project, node }, bench) {
    // Evidence of whether servers stood in rotation at this moment.
    await bench.sample();
    await toolOf(bench).shutDown({ project, node });
  },
};

const Upgrade = Params.extend({ from: z.string(), to: z.string() });

export const upgrade: StepKind<z.infer<typeof Upgrade>> = {
  kind: 'upgrade',
  params: Upgrade,
  describe: (params) => `upgrade all of ${named(params)} to ${params.to}: install, migrate the schema, start`,
  undo: ({ from, to, ...params }) => [
    ...undos(params, (place) => act('install', { ...place, from: to, to: from })),
    ...undos(params, (place) => act('stop', place)),
  ],
  shows: ({ project, node }) => [{ to: node, words: `Grenade: upgrade.sh of ${project}` }],
  async run({ from: _, to, ...params }, bench) {
    const { project, node } = params;
    await toolOf(bench).upgrade({ project, node });
    for (const service of servicesOf(params)) {
      const release = await recordRelease(bench, service, node);
      if (release !== to)
        throw new StepError(
          'release-unchanged',
          'upgrade',
          `${service} on ${node}: upgraded to ${to}, and the node says ${release}`,
          { service, node, expected: to, found: release },
        );
    }
  },
};
