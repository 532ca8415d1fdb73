import type { Context } from './context.ts';
import type { Judgement } from './judgement.ts';

/** What was installed on every node when it was first and when it was last asked. */
export function releasesOf({ plan, events }: Pick<Context, 'plan' | 'events'>): Judgement['releases'] {
  const asked = Map.groupBy(events.of('release'), ({ service, node }) => `${service}@${node}`);
  const places = Object.entries(plan.nodes).flatMap(([service, nodes]) => nodes.map((node) => ({ service, node })));
  return places.map(({ service, node }) => {
    const answers = asked.get(`${service}@${node}`) ?? [];
    const after = answers.length > 1 ? answers.at(-1)!.release : null;
    const packages = events.of('packages').filter((told) => told.service === service && told.node === node);
    const [first, last] = [packages[0], packages.at(-1)];
    return {
      node,
      service,
      before: answers[0]?.release ?? null,
      after,
      ...(first && last ? { packages: { before: first.packages, after: last.packages } } : {}),
    };
  });
}
