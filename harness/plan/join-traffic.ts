import { isDeepStrictEqual } from 'node:util';
import type { Operation, Profile } from '../../traffic/index.ts';
import { joinRecords } from './join.ts';

/**
 * What the users of several services do, all at once: each sends what it sent alone, as often. The rates add up, and so
 * an operation's weight becomes its requests per second.
 */
export function joinProfiles(profiles: readonly [Profile, ...Profile[]]): Profile {
  const [first, ...others] = profiles;
  if (others.length === 0) return first;
  return {
    service: first.service,
    rate: sum(profiles.map(({ rate }) => rate)),
    sessions: Math.max(...profiles.map(({ sessions }) => sessions)),
    lanes: joinRecords(
      'lanes',
      profiles.map(({ lanes }) => lanes),
    ),
    timeoutSeconds: Math.max(...profiles.map(({ timeoutSeconds }) => timeoutSeconds)),
    maxOutstanding: Math.max(...profiles.map(({ maxOutstanding }) => maxOutstanding)),
    login: [...new Set(profiles.flatMap(({ login }) => login))],
    operations: joinRecords('operations', profiles.map(operationsPerSecond), joinOperation),
    cycles: joinRecords(
      'cycles',
      profiles.map(({ cycles }) => cycles),
    ),
    companions: joinRecords(
      'companions',
      profiles.map(({ companions }) => companions),
    ),
    audit: profiles.flatMap(({ audit }) => audit),
  };
}

function operationsPerSecond({ service, rate, operations }: Profile): Record<string, Operation> {
  const weights = sum(Object.values(operations).map(({ weight }) => weight));
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      { ...operation, service: operation.service ?? service, weight: (operation.weight * rate) / weights },
    ]),
  );
}

/** The same request, done by both: as often as both do it, keeping what either keeps. A log-in is the usual one. */
function joinOperation(one: Operation, other: Operation): Operation | undefined {
  const keep = { ...one.keep, ...other.keep };
  const weight = one.weight + other.weight;
  const same = isDeepStrictEqual({ ...one, keep, weight }, { ...other, keep: { ...other.keep, ...one.keep }, weight });
  return same ? { ...one, keep, weight } : undefined;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
