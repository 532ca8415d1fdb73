import type { EventOf } from '../../journal/index.ts';
import { overlaps, type SickSpan } from '../instrument/index.ts';
import { DIRECT_MS, HEALTH_CHECK_MS } from '../limits.ts';
import { plural } from '../wording.ts';
import { answered } from './directly.ts';
import type { Exposure } from './exposures.ts';

interface Witnesses {
  readonly sick: readonly SickSpan[];
  readonly probes: readonly EventOf<'direct'>[];
  /** Who had the address that load balancers share. */
  readonly holderAt: (moment: number) => string | undefined;
}

/**
 * Why a server that a load balancer saw going down by itself need not have been down: null where nothing speaks against
 * it. One that a step of ours stopped was down without any doubt, and one that could not be reached again and again was, too,
 * unless it answered somebody else.
 */
export function doubtOf(
  { member, balancers, step, from, until, undelivered }: Exposure,
  { sick, probes, holderAt }: Witnesses,
): string | null {
  if (step) return null;
  const holder = holderAt(from);
  if (holder !== undefined && !balancers.includes(holder))
    return `users were with ${holder} then, and who waits may itself have been away`;
  const its = probes.filter(({ node, service }) => node === member.node && service === member.service);
  if (undelivered !== undefined) {
    const good = its.filter((probe) => probe.sent > from && probe.sent < (until ?? from) && answered(probe));
    return good.length > 0
      ? `asked past the load balancers meanwhile, it answered ${plural(good.length, 'time')}`
      : null;
  }
  // The health check had begun to fail some time before.
  const checked = from - HEALTH_CHECK_MS * 1_000;
  const span = sick.find((one) => overlaps([one], checked, from));
  if (span) return `the machine of the recorder was not well at that time (${span.why})`;
  const near = its.filter(({ sent }) => sent >= checked && sent <= from + DIRECT_MS * 1_000);
  const before = near.findLast(({ sent }) => sent <= from && sent >= from - DIRECT_MS * 1_000);
  const after = near.find(({ sent }) => sent > from);
  if (!before || !after || !near.every(answered)) return null;
  return `asked past the load balancers, it answered before and after (${near.length} of ${near.length} probes)`;
}
