import type { CloudService } from '../cloud/index.ts';
import { allOrFirstError } from './all-or-first-error.ts';
import { nodesOf } from './roster.ts';
import type { Seat, Seating } from './seating.ts';

/**
 * Prepares what all nodes share, then starts the units: on a node one after the other, in their order, on all nodes at
 * once. More at once would only wait for each other: there are few cores and starting is all computing.
 */
export async function bringUp<Node extends Seat>(
  seating: Seating<Node>,
  projects: readonly CloudService[],
  run: RunOn<Node>,
): Promise<void> {
  await allOrFirstError(projects.map((project) => bootstrap(seating, project, run)));
  await allOrFirstError(
    seating.nodes.map(async (node) => {
      const units = node.projects.filter(({ project }) => projects.includes(project)).flatMap((there) => there.units);
      for (const { name } of units) await run(node, ['service', name, 'start'], {});
    }),
  );
}

/** Runs a program of a node's bin folder, or throws what it said. */
export type RunOn<Node> = (
  node: Node,
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
) => Promise<void>;

async function bootstrap<Node extends Seat>(
  seating: Seating<Node>,
  project: CloudService,
  run: RunOn<Node>,
): Promise<void> {
  const { endpoints, password } = seating;
  const wanted = project.bootstrap?.({ endpoints, password });
  const [first] = nodesOf(seating, project.units[0]!);
  if (wanted && first) await run(first, wanted.command, wanted.environment);
}
