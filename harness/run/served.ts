import type { Lab } from '../../lab/index.ts';
import type { Happening } from '../journal/index.ts';

const LIMIT_MS = 30_000;

/** How many of the recorder's requests each service says that it has answered, asked on each of its nodes. */
export async function recordServed(lab: Lab, record: (happening: Happening) => void): Promise<void> {
  const places = Object.entries(lab.description.services).flatMap(
    ([
      service,
      {
        members,
        commands: { served },
      },
    ]) => (served === undefined ? [] : Object.keys(members).map((node) => ({ service, node, served }))),
  );
  await Promise.all(
    places.map(async ({ service, node, served }) => {
      const text = await lab.nodes
        .get(node)
        ?.run(served, { timeoutMs: LIMIT_MS })
        .then(({ stdout }) => stdout.trim())
        .catch((error: Error) => error.message);
      if (text !== undefined && /^\d+$/.test(text)) record({ event: 'served', service, node, requests: Number(text) });
      else record({ event: 'note', text: `${service} on ${node} did not say how much it has served: ${text}` });
    }),
  );
}
