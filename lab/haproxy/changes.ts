import { LabError } from '../error.ts';
import type { ServerChange } from './api.ts';

/**
 * One runtime line for all changes. HAProxy runs its commands one after the other, with some traffic in between:
 * enabling goes first, so that at no point there is no server.
 */
export function changeLine(changes: readonly ServerChange[]): string {
  const enabling = changes.filter((change) => change.state === 'ready');
  const others = changes.filter((change) => change.state !== 'ready');
  return [...enabling, ...others].map(command).join('; ');
}

function command({ backend, server, state }: ServerChange): string {
  return `set server ${proxyName(backend)}/${proxyName(server)} state ${state}`;
}

// A space, `;` or `/` in a name would change what the rest of the line means.
function proxyName(name: string): string {
  if (/^[A-Za-z0-9_.:-]+$/.test(name)) return name;
  throw new LabError('haproxy-refused', `"${name}" cannot be the name of a backend or server in HAProxy.`, {
    fix: 'Use letters, digits, "-", "_", "." and ":" only.',
  });
}
