import type { LabDescription } from '../../lab/index.ts';
import type { Profile } from '../../traffic/index.ts';
import { Caller, credentialsOf, listAll, targetsOf } from '../calls/index.ts';
import { makerOf } from '../journal/index.ts';
import { liveThrough } from './life.ts';
import type { Made } from './take-away.ts';

export interface Found {
  readonly made: readonly Made[];
  /** Lists that could not be had. */
  readonly troubles: readonly string[];
}

/** What cycles and companions of this run have made and is there, by its name: all that is known of an answer unheard. */
export async function findMade(run: string, profile: Profile, lab: LabDescription): Promise<Found> {
  const caller = new Caller(profile, targetsOf(lab), credentialsOf(lab));
  const never = new AbortController().signal;
  const login = await liveThrough(
    profile.login.map((call) => ({ call })),
    caller,
    never,
  );
  if (login.outcome === 'failed') return { made: [], troubles: [login.why] };
  const troubles: string[] = [];
  const found = new Map<string, Made>();
  for (const find of profile.finds) {
    const listed = await listAll(caller, find, never);
    if (!listed.ok) troubles.push(listed.why);
    for (const { mark, variables } of listed.ok ? listed.marked : []) {
      const maker = makerOf(run, mark, profile);
      if (maker) found.set(mark, { ...maker, mark, variables: { ...found.get(mark)?.variables, ...variables } });
    }
  }
  return { made: [...found.values()], troubles };
}
