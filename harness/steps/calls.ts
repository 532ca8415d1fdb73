import type { TargetSpec } from '../../traffic/index.ts';
import { Caller, type CallResult, credentialsOf, targetsOf } from '../calls/index.ts';
import type { Bench } from './bench.ts';

/** Logs in through the load balancers and calls these in order, up to the first that is not as it must be. */
export async function callAll(
  bench: Bench,
  operations: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<CallResult> {
  return callInOrder(callerFor(bench, variables), [...bench.profile.login, ...operations], bench.signal);
}

/** Up to the first that is not as it must be; what the last one gave if all are. */
export async function callInOrder(caller: Caller, names: readonly string[], signal: AbortSignal): Promise<CallResult> {
  let result: CallResult = { ok: true, body: '' };
  for (const name of names) {
    result = await caller.call(name, signal);
    if (!result.ok) return result;
  }
  return result;
}

/** Calls go through the load balancers, but for the services that are named with an address of their own. */
export function callerFor(
  { lab, profile }: Bench,
  variables: Readonly<Record<string, string>> = {},
  direct: Readonly<Record<string, TargetSpec>> = {},
): Caller {
  const { description } = lab;
  return new Caller(profile, { ...targetsOf(description), ...direct }, { ...credentialsOf(description), ...variables });
}
