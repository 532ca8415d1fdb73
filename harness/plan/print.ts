import type { Plan } from './plan.ts';

/** The numbered tree, as shown before anything is touched. */
export function printPlan(plan: Plan): string {
  const capacity = Object.entries(plan.capacity).map(
    ([service, { least, of }]) => `at the thinnest moment ${least} of ${of} ${service} servers carry the load`,
  );
  const head = [
    `${plan.title}: ${plan.from} → ${plan.to}`,
    `order ${plan.order}, claim: versions only go up per ${plan.level}, ${plan.rate} requests/s, seed ${plan.seed}`,
    ...capacity,
    ...(plan.skipped.length > 0 ? [`EXPERIMENT, left out: ${plan.skipped.join(', ')}`] : []),
  ];
  const tree = plan.stages.flatMap((stage) => [
    `${stage.id} ${stage.title}`,
    ...stage.steps.map((step) => `  ${step.id.padEnd(4)} ${step.title}`),
  ]);
  return [...head, '', ...tree].join('\n') + '\n';
}
