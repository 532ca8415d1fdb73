import type { EventOf } from '../../journal/index.ts';
import type { Reconciliation } from '../judgement.ts';
import type { Member } from '../rotation/index.ts';
import type { LinesCounted } from './lines.ts';

export type Served = Reconciliation['served'][number] & {
  /** Lines of the log that name the server. */
  readonly lines: number;
};

/**
 * What every process behind a load balancer says that it answered while traffic was offered, against the log. It must
 * have answered whatever the log tells as ended by it, and can have answered no more than what was sent to it: what broke
 * off, what was tried there before it was sent elsewhere, and `unseen` requests of which no line tells.
 */
export function servedBy(
  events: readonly EventOf<'served'>[],
  members: readonly Member[],
  { servers, triedAgain }: LinesCounted,
  unseen: number,
  { from, to }: { from: number; to: number },
): Served[] {
  // Back ends may have servers of the same name, and a line's server alone does not tell them apart.
  const own = members.filter(({ server }) => members.filter((other) => other.server === server).length === 1);
  return own.flatMap(({ service, node, server }) => {
    const its = events.filter((event) => event.service === service && event.node === node);
    const first = its.findLastIndex(({ t }) => t <= from);
    const last = its.findIndex(({ t }) => t >= to);
    if (first === -1 || last === -1) return [];
    let requests = 0;
    for (let index = first + 1; index <= last; index++) {
      const [now, then] = [its[index]!.requests, its[index - 1]!.requests];
      requests += now >= then ? now - then : now;
    }
    const { lines, whole } = servers.get(server) ?? { lines: 0, whole: 0 };
    return [{ service, node, requests, least: whole, most: lines + triedAgain + unseen, lines }];
  });
}
