import { Caller, type CallResult, credentialsOf, targetsOf } from '../calls/index.ts';
import type { Bench } from './bench.ts';

/** Logs in through the load balancers and calls these in order, up to the first that is not as it must be. */
export async function callAll(
  bench: Bench,
  operations: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<CallResult> {
  const caller = callerFor(bench, variables);
  let result: CallResult = { ok: false, why: 'nothing was called' };
  for (const name of [...bench.profile.login, ...operations]) {
    result = await caller.call(name, bench.signal);
    if (!result.ok) return result;
  }
  return result;
}

/** Calls go through the load balancers, but for the services that are named with an address of their own. */
export function callerFor(
  { lab, profile }: Bench,
  variables: Readonly<Record<string, string>> = {},
  direct: Readonly<Record<string, string>> = {},
): Caller {
  const { description } = lab;
  return new Caller(profile, { ...targetsOf(description), ...direct }, { ...credentialsOf(description), ...variables });
}
