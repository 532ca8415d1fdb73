import { z } from 'zod';
import { act } from '../journal/index.ts';
import { StepError } from '../strategy/index.ts';
import { recordRelease } from './release.ts';
import { type StepKind, subject } from './step.ts';

const Params = z.object({
  service: z.string(),
  node: z.string(),
  from: z.string(),
  to: z.string(),
  /** The load balancer that it is: one that runs hands over to the next one when it is reloaded. */
  balancer: z.string().optional(),
  /** And then it is reloaded, if it runs. */
  reload: z.boolean().default(false),
});

export const install: StepKind<z.infer<typeof Params>> = {
  kind: 'install',
  params: Params,
  describe: ({ service, node, to, reload }) =>
    `install ${service} ${to} on ${node}${reload ? ', and reload it if it runs' : ''}`,
  undo: ({ service, node, from, to, balancer }) => [
    {
      subject: subject(service, node),
      act: act('install', {
        ...{ service, node, from: to, to: from },
        ...(balancer === undefined ? {} : { balancer, reload: true }),
      }),
    },
  ],
  deeds: ({ service, node, to, reload }) => [
    { action: 'install', place: { service, node }, release: to },
    ...(reload ? [{ action: 'reload' as const, place: { service, node } }] : []),
  ],
  async run({ service, node, to, reload }, bench) {
    await bench.strategy.install({ service, node }, to);
    const release = await recordRelease(bench, service, node);
    // An install command that does nothing and says 0 is how an upgrade is certified that never was.
    if (release !== to)
      throw new StepError(
        'release-unchanged',
        'upgrade',
        `${service} on ${node}: installed ${to}, and the node says ${release}`,
        { service, node, expected: to, found: release },
      );
    if (reload && (await bench.strategy.trouble({ service, node })) === undefined)
      await bench.strategy.reload({ service, node });
  },
};
