import { z } from 'zod';
import { act } from '../journal/index.ts';
import { StepError } from '../strategy/index.ts';
import { recordRelease } from './release.ts';
import { type StepKind, subject } from './step.ts';

const Params = z.object({ service: z.string(), node: z.string(), from: z.string(), to: z.string() });

export const install: StepKind<z.infer<typeof Params>> = {
  kind: 'install',
  params: Params,
  describe: ({ service, node, to }) => `install ${service} ${to} on ${node}`,
  undo: ({ service, node, from, to }) => [
    { subject: subject(service, node), act: act('install', { service, node, from: to, to: from }) },
  ],
  deed: ({ service, node, to }) => ({ action: 'install', place: { service, node }, release: to }),
  async run({ service, node, to }, bench) {
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
  },
};
