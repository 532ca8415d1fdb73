import type { Profile } from '../../traffic/index.ts';
import { UsageError } from '../error.ts';

type Renewal = NonNullable<Profile['renew']>;

/** A session is a user of all parts, with one token: it is renewed as often as the most impatient part wants. */
export function joinRenewals(profiles: readonly Profile[]): { renew?: Renewal } {
  const [first, ...others] = profiles.flatMap(({ renew }) => renew ?? []);
  if (!first) return {};
  const different = others.find(({ operation }) => operation !== first.operation);
  if (different)
    throw new UsageError(
      'parts-conflict',
      `renew: expected one operation in all that are joined, got "${first.operation}" and "${different.operation}"`,
      'give the operation that renews a session the same name everywhere',
    );
  return { renew: { ...first, everySeconds: Math.min(...[first, ...others].map(({ everySeconds }) => everySeconds)) } };
}

export function joinWorkers(workers: readonly Profile['workers'][]): Profile['workers'] {
  const numbers = workers.filter((count) => count !== 'auto');
  return numbers.length < workers.length ? 'auto' : Math.max(...numbers);
}
