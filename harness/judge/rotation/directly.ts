import type { EventOf } from '../../journal/index.ts';
import { DIRECT_MS } from '../limits.ts';
import { plural } from '../wording.ts';

const MARGIN = DIRECT_MS * 1_000;

/** Did a node answer when it was asked past the load balancers? */
export const answered = ({ status }: EventOf<'direct'>): boolean => status !== null && status < 500;

/** Probes of a node that were sent in a time or shortly before or after it. */
export function probesOf(
  probes: readonly EventOf<'direct'>[],
  node: string,
  service: string | null,
  { from, to }: { readonly from: number; readonly to: number },
): EventOf<'direct'>[] {
  return probes.filter(
    (probe) =>
      probe.node === node &&
      (service === null || probe.service === service) &&
      probe.sent >= from - MARGIN &&
      probe.sent <= to + MARGIN,
  );
}

/** What the probes add to the cause of an incident; nothing where nobody asked. */
export function toldDirectly(probes: readonly EventOf<'direct'>[], node: string): string[] {
  if (probes.length === 0) return [];
  const good = probes.filter(answered).length;
  const asked = `Asked past the load balancers meanwhile, ${node}`;
  if (good === probes.length) return [`${asked} answered ${plural(good, 'time')} of ${good}: it was reachable.`];
  if (good === 0) return [`${asked} did not answer either (${plural(probes.length, 'probe')}).`];
  return [`${asked} answered ${plural(good, 'time')} of ${probes.length}.`];
}
