import type { ServerSample } from './events.ts';

/** `down` is in rotation without working; a drained server that is stopped hurts nobody. */
export type ServerState = 'ready' | 'drain' | 'drain-stopped' | 'maint' | 'down';

export function stateOf({ admin, operational, weight }: ServerSample): ServerState {
  const works = operational === 'running' || operational === 'stopping';
  if (admin === 'maint') return 'maint';
  // Weight 0 is the other way to drain.
  if (admin === 'drain' || weight === 0) return works ? 'drain' : 'drain-stopped';
  return works ? 'ready' : 'down';
}
