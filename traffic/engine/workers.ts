import type { Profile } from '../profile.ts';
import { peakRate } from '../rate.ts';

/** What one worker sends and records without being late for it, with room for a busy machine. */
const PER_WORKER = 8_000;

export function workersFor({ workers, rate }: Pick<Profile, 'workers' | 'rate'>): number {
  return workers === 'auto' ? Math.max(1, Math.ceil(peakRate(rate) / PER_WORKER)) : workers;
}
