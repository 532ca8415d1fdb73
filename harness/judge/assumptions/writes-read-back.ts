import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { ended, OK } from '../measure/index.ts';
import { occasions } from '../occasions.ts';
import { plural } from '../wording.ts';

/** What was acknowledged was also looked for, once everything that could lose it was done. */
export function writesReadBack({ ledger, events, changedAt }: Context): Assumption {
  const asked = Math.max(0, ...occasions(events).map((occasion) => occasion.asked));
  let acknowledged = 0;
  let covered = 0;
  for (let row = 0; row < ledger.count; row++) {
    if (!ledger.names.creates[ledger.operation[row]!] || ledger.outcome[row] !== OK) continue;
    acknowledged++;
    if (ended(ledger, row) < asked) covered++;
  }
  const holds = acknowledged === 0 || (covered > 0 && asked > changedAt);
  return {
    name: 'writes-read-back',
    title: 'What was acknowledged was looked for afterwards',
    holds,
    detail:
      acknowledged === 0
        ? 'Nothing was created, so nothing could be lost.'
        : `${plural(acknowledged, 'creation')} acknowledged, ${covered} of them before the last reading${holds ? '' : ', which was not after the last change'}.`,
    fix: 'End the scenario with an audit, after contract.',
  };
}
