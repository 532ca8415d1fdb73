import { isDeepStrictEqual } from 'node:util';
import type { Operation, Profile } from '../../traffic/index.ts';
import { UsageError } from '../error.ts';
import { joinRecords } from './join.ts';
import { joinRenewals, joinWorkers } from './join-recorder.ts';

/**
 * What the users of several services do, all at once: each sends what it sent alone, as often. The rates add up, and so
 * an operation's weight becomes its requests per second.
 */
export function joinProfiles(profiles: readonly [Profile, ...Profile[]]): Profile {
  const [first, ...others] = profiles;
  if (others.length === 0) return first;
  return {
    service: first.service,
    rate: sum(profiles.map(plainRate)),
    sessions: Math.max(...profiles.map(({ sessions }) => sessions)),
    lanes: joinRecords(
      'lanes',
      profiles.map(({ lanes }) => lanes),
    ),
    timeoutSeconds: Math.max(...profiles.map(({ timeoutSeconds }) => timeoutSeconds)),
    maxOutstanding: Math.max(...profiles.map(({ maxOutstanding }) => maxOutstanding)),
    login: [...new Set(profiles.flatMap(({ login }) => login))],
    ...joinRenewals(profiles),
    workers: joinWorkers(profiles.map(({ workers }) => workers)),
    trace: profiles.some(({ trace }) => trace),
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
    finds: profiles.flatMap(({ finds }) => finds),
  };
}

/** Shares of rates that change would change with them: only the whole can have a shape. */
function plainRate({ service, rate }: Profile): number {
  if (typeof rate === 'number') return rate;
  throw new UsageError(
    'rate-in-phases',
    `the traffic of ${service} has a rate in phases: expected one number, for it is offered together with others`,
    'give its usual rate there, and the phases as the `rate` of the scenario that includes it',
  );
}

function operationsPerSecond(profile: Profile): Record<string, Operation> {
  const { service, operations } = profile;
  const rate = plainRate(profile);
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
