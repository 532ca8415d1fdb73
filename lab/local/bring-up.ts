import type { CloudService } from '../cloud/index.ts';
import { allOrFirstError } from './all-or-first-error.ts';
import type { Layout } from './layout.ts';
import { nodesOf } from './roster.ts';
import { runTool } from './tool.ts';

/**
 * Prepares what all nodes share, then starts the units: on a node one after the other, in their order, on all nodes at
 * once. More at once would only wait for each other: there are few cores and starting is all computing.
 */
export async function bringUp(layout: Layout, projects: readonly CloudService[], signal: AbortSignal): Promise<void> {
  await allOrFirstError(projects.map((project) => bootstrap(layout, project, signal)));
  await allOrFirstError(
    layout.nodes.map(async (node) => {
      const units = node.projects.filter(({ project }) => projects.includes(project)).flatMap((there) => there.units);
      for (const { name } of units) await runTool(node, ['service', name, 'start'], {}, signal);
    }),
  );
}

async function bootstrap(layout: Layout, project: CloudService, signal: AbortSignal): Promise<void> {
  const { endpoints, password } = layout;
  const wanted = project.bootstrap?.({ endpoints, password });
  const [first] = nodesOf(layout, project.units[0]!);
  if (wanted && first) await runTool(first, wanted.command, wanted.environment, signal);
}
