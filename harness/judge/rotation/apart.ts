import type { JournalEvent } from '../../journal/index.ts';
import type { Sample } from './history.ts';
import { sharesOf } from './shares.ts';

/** A time in which load balancers dealt users out to the same servers in different ways. */
export interface Apart {
  readonly backend: string;
  readonly from: number;
  /** null: to the end. */
  readonly to: number | null;
}

/** A harness that takes a run up again begins to look anew. */
export function apart(journal: readonly JournalEvent[], servers: readonly string[]): Apart[] {
  const shown = new Map<string, Sample>();
  const open = new Map<string, number>();
  const found: Apart[] = [];
  const close = (backend: string, to: number): void => {
    const from = open.get(backend);
    if (from !== undefined) found.push({ backend, from, to });
    open.delete(backend);
  };
  for (const event of journal) {
    if (event.event === 'continued') {
      for (const backend of [...open.keys()]) close(backend, event.t);
      shown.clear();
    }
    if (event.event !== 'servers') continue;
    shown.set(event.balancer, event);
    for (const backend of backendsOf(event, servers))
      if (isAlike([...shown.values()], backend)) close(backend, event.t);
      else if (!open.has(backend)) open.set(backend, event.t);
  }
  return [...found, ...[...open].map(([backend, from]) => ({ backend, from, to: null }))];
}

function backendsOf(sample: Sample, servers: readonly string[]): Set<string> {
  return new Set(sample.servers.filter(({ server }) => servers.includes(server)).map(({ backend }) => backend));
}

function isAlike(samples: readonly Sample[], backend: string): boolean {
  const [first, ...others] = samples.map((sample) => sharesOf(sample.servers, backend));
  return others.every((shares) => [...(first ?? [])].every(([server, share]) => shares.get(server) === share));
}
