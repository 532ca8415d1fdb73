import { damageText } from '../../../traffic/ledger/index.ts';
import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { list, plural } from '../wording.ts';

/** Nothing that was meant to be sent may be missing from the record. */
export function recorderWhole({ ledger: { health, count } }: Context): Assumption {
  const missing = health.missing.reduce((sum, [from, to]) => sum + to - from, 0);
  const faults = [
    ...(health.sealed ? [] : ['a part of it has no seal: its writer was killed']),
    ...(missing > 0 ? [`${plural(missing, 'request')} missing, from number ${health.missing[0]![0]} on`] : []),
    ...health.damage.map(damageText),
    ...(health.intended === count ? [] : [`${health.intended} requests were intended and ${count} are recorded`]),
  ];
  return {
    name: 'recorder-whole',
    title: 'The record is whole',
    holds: faults.length === 0,
    detail:
      faults.length === 0
        ? `All ${plural(count, 'intended request')} are recorded, sealed and undamaged.`
        : `${list(faults)}.`,
    fix: 'Look for a full disk or a killed recorder, then run again. A ledger that was changed afterwards cannot be mended.',
  };
}
