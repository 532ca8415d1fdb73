import type { JournalEvent } from './events.ts';

/** Which balancers have the address that they share, as their hosts told last: who took it last comes first. */
export function holdersOf(journal: readonly JournalEvent[]): string[] {
  let holders: string[] = [];
  for (const event of journal) {
    if (event.event !== 'address') continue;
    holders = holders.filter((balancer) => balancer !== event.balancer);
    if (event.holds) holders.unshift(event.balancer);
  }
  return holders;
}
