import type { LabShape } from '../../lab/index.ts';
import { bind } from '../steps/index.ts';
import { isEvenlySpaced, rateInWords } from './offer.ts';
import type { Level, Plan, Step } from './plan.ts';

const CLAIMS: Record<Level, string> = {
  connection: 'on each connection',
  session: 'for each client',
  'real-time': 'for all clients together',
};

/** The numbered tree, as shown before anything is touched; with a lab, also what each part of it will be told. */
export function printPlan(plan: Plan, lab?: LabShape): string {
  const capacity = Object.entries(plan.capacity).map(
    ([service, { least, of }]) => `at the thinnest moment ${least} of ${of} ${service} servers carry the load`,
  );
  const seed = plan.explore ? `seed ${plan.seed}, explored` : `seed ${plan.seed}`;
  const head = [
    `${plan.title}: ${plan.from} → ${plan.to}`,
    `order ${plan.order}; claim: versions only go up ${CLAIMS[plan.level]}; ${rateInWords(plan)}${isEvenlySpaced(plan) ? ', evenly spaced' : ''}; ${seed}`,
    ...capacity,
    ...(plan.balancers.length > 1
      ? [
          `${plan.balancers.join(', ')} are told one after the other: where more than one serves, no change is one moment`,
        ]
      : []),
    ...(plan.by === 'commands' ? [] : [`by ${plan.by}`]),
    ...(plan.byItself.length > 0
      ? [`no steps of the plan, since ${plan.by} does them when it upgrades a project: ${plan.byItself.join(', ')}`]
      : []),
    ...plan.omitted,
    ...plan.byServer.map(
      (service) => `${service} tells no release: a client has seen that of the server that answered`,
    ),
    ...(plan.skipped.length > 0 ? [`EXPERIMENT, left out: ${plan.skipped.join(', ')}`] : []),
  ];
  const tree = plan.stages.flatMap((stage) => {
    const width = stage.steps.at(-1)?.id.length ?? 0;
    return [
      `${stage.id} ${stage.title}`,
      ...stage.steps.flatMap((step) => [`  ${step.id.padEnd(width)} ${step.title}`, ...told(step, lab, width)]),
    ];
  });
  return [...head, '', ...tree].join('\n') + '\n';
}

function told({ act }: Step, lab: LabShape | undefined, width: number): string[] {
  if (!lab) return [];
  return bind(act)
    .shows(lab)
    .map(({ to, words }) => `  ${' '.repeat(width)}   ${to}: ${isRoot(lab, to) ? 'sudo ' : ''}${words}`);
}

/** Whether commands on this node are run by sudo. */
const isRoot = ({ nodes }: LabShape, name: string): boolean => nodes[name]?.ssh?.become !== undefined;
