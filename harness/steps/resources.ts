import { z } from 'zod';
import { act, GRENADE } from '../journal/index.ts';
import { type Account, lastLine, type ResourcePhase, StepError } from '../strategy/index.ts';
import type { Bench } from './bench.ts';
import { toolOf } from './project.ts';
import type { StepKind } from './step.ts';

/** What users have, as the scripts of projects make it, look after it and delete it. */

const SUBJECT = 'grenade-resources';

const Params = z.object({
  part: z.enum(['create', 'verify', 'verify-without-api', 'destroy']),
  /** Of the upgrade. */
  when: z.enum(['before', 'during', 'after']),
  projects: z.array(z.string()).min(1),
  node: z.string(),
});
type Params = z.infer<typeof Params>;

const TITLES: Record<Params['part'], string> = {
  create: 'create what users of',
  verify: 'look whether all is there that users of',
  'verify-without-api': 'look, without its API, whether all is there that users of',
  destroy: 'delete what users of',
};

const SIDES = { before: 'pre-upgrade', during: 'pre-upgrade', after: 'post-upgrade' };

export const resources: StepKind<Params> = {
  kind: 'resources',
  params: Params,
  describe: ({ part, projects, node }) => `${TITLES[part]} ${projects.join(', ')} have, on ${node}`,
  undo: ({ part, ...params }) =>
    part === 'create' ? [{ subject: SUBJECT, act: act('resources', { ...params, part: 'destroy' }) }] : [],
  settles: ({ part }) => (part === 'destroy' ? [SUBJECT] : []),
  shows: ({ part, when, projects, node }) =>
    projects.flatMap((project) =>
      phasesOf(part).map((phase) => ({
        to: node,
        words: `Grenade: resources.sh ${phase}${part.startsWith('verify') ? ` ${SIDES[when]}` : ''} of ${project}`,
      })),
    ),
  async run(params, bench) {
    const { part, node } = params;
    const projects = await inOrder(params, bench);
    if (part === 'create') await toolOf(bench).clearResources(node);
    for (const phase of phasesOf(part))
      for (const project of part === 'destroy' ? projects.toReversed() : projects)
        await tend(project, phase, params, bench);
  },
};

function phasesOf(part: Params['part']): ResourcePhase[] {
  if (part === 'create') return ['early_create', 'create'];
  return [part === 'verify-without-api' ? 'verify_noapi' : part];
}

/** Whatever order the plan has them in: one may need what another has made. */
async function inOrder({ projects, node }: Params, bench: Bench): Promise<string[]> {
  const known = await toolOf(bench).projects(node);
  const unknown = projects.filter((project) => !known.includes(project));
  if (unknown.length === 0) return known.filter((project) => projects.includes(project));
  const why = `Grenade on ${node} does not upgrade ${unknown.join(', ')}; it has: ${known.join(', ') || 'none'}`;
  throw new StepError('project-unknown', 'experiment', why, { node });
}

async function tend(project: string, phase: ResourcePhase, { part, when, node }: Params, bench: Bench): Promise<void> {
  const looks = part.startsWith('verify');
  const account = await toolOf(bench).resources({ project, node }, phase, looks ? SIDES[when] : undefined);
  if (!account) return;
  if (looks) bench.record({ event: 'check', when, ...checkOf(project, phase, account) });
  if (account.code === 0 || (looks && when !== 'before')) return;
  throw new StepError(
    `resources-${part}`,
    when === 'after' ? 'upgrade' : 'experiment',
    `${account.title} on ${node} ended with ${account.code}: ${lastLine(account.output)}`,
    { node, code: account.code, output: account.output },
  );
}

const MESSAGE_LIMIT = 1_500;

function checkOf(project: string, phase: ResourcePhase, { code, output, milliseconds }: Account) {
  return {
    name: `${project}: what was created is there${phase === 'verify_noapi' ? ', asked without the API' : ''}`,
    file: GRENADE,
    outcome: code === 0 ? ('passed' as const) : ('failed' as const),
    milliseconds: Math.round(milliseconds),
    ...(code === 0 ? {} : { error: output.slice(-MESSAGE_LIMIT) }),
  };
}
