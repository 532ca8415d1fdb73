import type { Lab } from '../../lab/index.ts';
import type { EventOf, Happening, JournalEvent } from '../journal/index.ts';
import { secretsAmong, without } from '../secrets/index.ts';

const LIMIT_MS = 30_000;
/** A cloud in which all goes wrong would be asked for the rest of the night. */
const MOST = 5;
const KEPT_BYTES = 8_000;

/** What services wrote about requests that they had accepted, and of which nothing came: asked of every node, by the request's own id. */
export async function recordQuotes(
  lab: Lab,
  events: readonly JournalEvent[],
  record: (happening: Happening) => void,
): Promise<void> {
  const { services } = lab.description;
  const clean = without(secretsAmong(...Object.values(services).map(({ credentials }) => credentials)));
  const lost = events.filter(
    (event): event is EventOf<'cycle'> => event.event === 'cycle' && event.outcome === 'failed',
  );
  const requests = [...new Set(lost.map(({ accepted }) => accepted?.request).filter((id) => id !== undefined))];
  const places = Object.entries(services).flatMap(
    ([
      service,
      {
        members,
        commands: { wrote },
      },
    ]) => (wrote === undefined ? [] : Object.keys(members).map((node) => ({ service, node, wrote }))),
  );
  for (const request of requests.filter((id) => PLAIN.test(id)).slice(0, MOST))
    await Promise.all(
      places.map(async ({ service, node, wrote }) => {
        const command = wrote.replaceAll('{request}', request);
        const answer = await lab.nodes
          .get(node)
          ?.run(command, { timeoutMs: LIMIT_MS })
          .catch(() => undefined);
        const text = answer?.stdout.trim() ?? '';
        if (text !== '') record({ event: 'quote', service, node, request, text: clean(text.slice(-KEPT_BYTES)) });
      }),
    );
}

/** It came from outside, and goes into a command line. */
const PLAIN = /^[\w-]{8,80}$/;
