import { LabError } from '../error.ts';
import type { ServerChange, ServerState } from './api.ts';

/**
 * One runtime line for all changes. HAProxy runs its commands one after the other and serves some traffic in between,
 * so the order decides how long both sides of a swap serve: for the time of two commands, however many servers there are.
 * All but one of the retiring servers go first, then a new one comes, then the last one goes, then the other new ones come.
 */
export function changeLine(changes: readonly ServerChange[], states: readonly ServerState[]): string {
  for (const change of changes) refuseUnknown(change, states);
  const backends = new Set(changes.map((change) => change.backend));
  return [...backends]
    .flatMap((backend) =>
      inOrder(
        changes.filter((change) => change.backend === backend),
        states,
      ),
    )
    .flatMap(commands)
    .join('; ');
}

function commands({ backend, server, state, weight }: ServerChange): string[] {
  const name = `${backend}/${server}`;
  return [...(weight === undefined ? [] : [`set weight ${name} ${weight}`]), `set server ${name} state ${state}`];
}

const enables = ({ state, weight }: ServerChange) => state === 'ready' && weight !== '0%';

function inOrder(changes: readonly ServerChange[], states: readonly ServerState[]): ServerChange[] {
  const stateOf = ({ server, backend }: ServerChange) =>
    states.find((state) => state.server === server && state.backend === backend);
  const isUp = (change: ServerChange) => stateOf(change)?.operational === 'running';
  const isServing = (change: ServerChange) =>
    isUp(change) && stateOf(change)?.admin === 'ready' && stateOf(change)?.weight !== 0;
  const coming = sorted(changes.filter(enables), isUp);
  const going = sorted(
    changes.filter((change) => !enables(change)),
    isServing,
  ).reverse();
  // The pair in the middle can serve: at no point is there no server.
  return [...going.slice(0, -1), ...coming.slice(0, 1), ...going.slice(-1), ...coming.slice(1)];
}

const sorted = (changes: readonly ServerChange[], first: (change: ServerChange) => boolean) =>
  changes.toSorted((a, b) => Number(first(b)) - Number(first(a)));

// HAProxy goes on with a line after a command that it refused: half a swap.
function refuseUnknown({ backend, server }: ServerChange, states: readonly ServerState[]): void {
  if (states.some((state) => state.backend === backend && state.server === server)) return;
  const known = states.map((state) => `${state.backend}/${state.server}`).join(', ');
  throw new LabError('haproxy-refused', `HAProxy has no server ${backend}/${server}. It has: ${known}.`, {
    fix: 'Correct the backend and server names in the lab description. Nothing was changed.',
  });
}
