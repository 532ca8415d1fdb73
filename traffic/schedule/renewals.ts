import type { Profile } from '../profile.ts';
import type { Intent } from './arrival.ts';
import { seededRandom } from './random.ts';
import { weighted } from './weighted.ts';

/**
 * Each session's renewals, at a phase of its own: clients that all renew at once would be a load of their own kind. They
 * draw from a stream of their own, so that no other request moves when they are asked for.
 */
export function* renewals(profile: Profile, seed: number): Generator<Intent, void, undefined> {
  const { renew, sessions } = profile;
  if (!renew) return;
  const random = seededRandom(`${seed}/renewals`);
  const pickLane = weighted(Object.values(profile.lanes).map((lane) => lane.share));
  const operation = Object.keys(profile.operations).indexOf(renew.operation);
  const period = renew.everySeconds * 1_000_000;
  const turns = Array.from({ length: sessions }, (_, session) => ({ session, phase: random() * period }));
  turns.sort((a, b) => a.phase - b.phase);
  for (let round = 0; ; round += 1)
    for (const { session, phase } of turns)
      yield { at: round * period + phase, operation, lane: pickLane(random()), session };
}
