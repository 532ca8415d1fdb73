import { type EventOf, pendingUndos, type ServerSample } from '../../journal/index.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../judgement.ts';
import { byBalancer, inRotation } from '../rotation/index.ts';
import { list, sentence } from '../wording.ts';
import { finding } from './finding.ts';

/** What is not as it was when the run began. A journal without an end says nothing of the end: see `completed`. */
export function leftOut(context: Context): Finding[] {
  const end = context.events.of('run-ended').at(-1);
  if (!end) return [];
  const found = [...serversLeftOut(context, end.t), ...undosLeft(context, end.t)];
  // Who could reach neither node nor balancer could not put back either: the lab's state tells nothing of the upgrade.
  const unreached = end.cause?.blame === 'experiment';
  return unreached ? found.map((one) => ({ ...one, severity: 'inform' as const })) : found;
}

function serversLeftOut({ events, members }: Context, t: number): Finding[] {
  const changed = [...byBalancer(events.of('servers'))].flatMap(([balancer, samples]) =>
    samples[0]!.servers.flatMap((before) => {
      const after = samples.at(-1)!.servers.find((now) => isSame(now, before));
      if (after && after.admin === before.admin && inRotation(after) === inRotation(before)) return [];
      return [{ balancer, before, after }];
    }),
  );
  return [...Map.groupBy(changed, ({ before }) => `${before.backend}/${before.server}`)].map(([name, changes]) => {
    const { before, after } = changes[0]!;
    const member = members.find(({ server }) => server === before.server);
    return finding({
      class: 'left-out',
      title: `${name} is not as it was: ${stateOf(after)}`,
      detail: `At the start it was ${stateOf(before)}, at the end it is ${stateOf(after)} on ${list(changes.map(({ balancer }) => balancer))}. The service carries on with less than it had.`,
      node: member?.node ?? null,
      service: member?.service ?? null,
      from: t,
      to: t,
      count: changes.length,
    });
  });
}

function undosLeft({ events, journal }: Context, t: number): Finding[] {
  const failures = events.of('undo-ended').filter(({ cause }) => cause);
  return pendingUndos(journal).map((pending) => {
    const cause = failures.findLast(({ undo }) => undo === pending.undo)?.cause;
    return finding({
      class: 'left-out',
      title: `${pending.subject} was not put back`,
      detail: `${cause ? sentence(`Undoing it failed: ${cause.message}`) : 'Nobody undid it.'} Still to do: ${pending.act.kind} ${wordsOf(pending)}.`,
      node: textOf(pending.act.params.node),
      service: textOf(pending.act.params.service),
      from: pending.t,
      to: t,
    });
  });
}

function wordsOf({ act: { params } }: EventOf<'undo-registered'>): string {
  return Object.values(params)
    .filter((value) => typeof value === 'string')
    .join(' ');
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const isSame = (a: ServerSample, b: ServerSample): boolean => a.backend === b.backend && a.server === b.server;
const stateOf = (server: ServerSample | undefined): string =>
  server ? `${server.admin}, weight ${server.weight}` : 'gone from the configuration';
