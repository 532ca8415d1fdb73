import type { Lab } from '../../lab/index.ts';
import type { Happening } from '../journal/index.ts';

const LIMIT_MS = 30_000;

/** Exactly what is installed, where a lab can tell: a release may be many packages, and their versions move. */
export async function recordPackages(
  lab: Lab,
  services: Readonly<Record<string, readonly string[]>>,
  record: (happening: Happening) => void,
): Promise<void> {
  const places = Object.entries(services).flatMap(([service, nodes]) => {
    const command = lab.description.services[service]?.commands.version;
    return command === undefined ? [] : nodes.map((node) => ({ service, node, command }));
  });
  await Promise.all(
    places.map(async ({ service, node, command }) => {
      const answer = await lab.nodes
        .get(node)
        ?.run(command, { timeoutMs: LIMIT_MS })
        .catch(() => undefined);
      if (answer?.code === 0) record({ event: 'packages', service, node, packages: answer.stdout.trim() });
    }),
  );
}
