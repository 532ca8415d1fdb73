import type { LabDescription } from '../../lab/index.ts';
import type { Profile } from '../../traffic/index.ts';
import { Caller, credentialsOf, targetsOf } from '../calls/index.ts';
import type { EventOf } from '../journal/index.ts';
import { liveThrough } from './life.ts';
import { endOf } from './traces.ts';

export type Made = Pick<EventOf<'made'>, 'by' | 'name' | 'mark' | 'variables'>;

const GONE = 404;

/**
 * Deletes what a harness that died had made, as the profile says how. Says what stands in the way, or nothing: what is
 * gone already was deleted by somebody else, or in the last moment.
 */
export async function takeAway(made: Made, profile: Profile, lab: LabDescription): Promise<string | undefined> {
  const { by, name, mark, variables } = made;
  const cycle = profile.cycles[name];
  const end = by === 'companion' ? profile.companions[name]?.end : cycle && endOf(cycle.steps, profile);
  if (!end || end.length === 0) return `${mark}: the traffic profile does not say how it is deleted`;
  const caller = new Caller(profile, targetsOf(lab), { ...credentialsOf(lab), ...variables, mark });
  const never = new AbortController().signal;
  const login = await liveThrough(
    profile.login.map((call) => ({ call })),
    caller,
    never,
  );
  if (login.outcome === 'failed') return `${mark}: ${login.why}`;
  let why: string | undefined;
  for (const step of end) {
    if (!('call' in step)) {
      const waited = await liveThrough([step], caller, never);
      why = waited.outcome === 'ok' ? undefined : `${mark}: ${waited.why}`;
      continue;
    }
    const result = await caller.call(step.call, never);
    why = result.ok || result.status === GONE ? undefined : `${mark}: ${result.why}`;
  }
  return why;
}
