import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { LONGEST_SILENCE_MS } from '../limits.ts';
import type { CompanionHistory } from '../measure/index.ts';
import { list, moment, ms, plural } from '../wording.ts';

/** Whatever was to live through the upgrade was there before it, and was asked all the time whether it still is. */
export function companionsLived(context: Context): Assumption {
  const companions = context.companions();
  const troubles = companions.flatMap((companion) => troubleOf(companion, context) ?? []);
  return {
    name: 'companions-lived',
    title: 'What lives through the upgrade was there before, and was asked all the time',
    holds: troubles.length === 0,
    detail:
      troubles.length > 0
        ? `${list(troubles)}.`
        : companions.length === 0
          ? 'This traffic has no companions.'
          : `${list(companions.map(told))}.`,
    fix: 'Make sure that the lab can make it and that it can be reached from this machine; give this machine more processor where probes are missing.',
  };
}

function troubleOf({ name, begun, failure, missed, probes, gap }: CompanionHistory, { touchedAt }: Context) {
  if (begun === null) return `${name} was never there (${failure?.why ?? 'nobody began it'})`;
  if (missed)
    return `${name} could not be made again at ${moment(missed.t)} (${missed.why ?? 'no reason was recorded'})`;
  if (!probes.some(({ sent }) => sent < touchedAt)) return `nobody asked for ${name} before anything was touched`;
  if (ms(gap!.length) > LONGEST_SILENCE_MS)
    return `nobody asked for ${name} for ${ms(gap!.length)} ms from ${moment(gap!.from)} on (limit ${LONGEST_SILENCE_MS})`;
  return undefined;
}

const told = ({ name, probes, gap }: CompanionHistory): string =>
  `${name}: ${plural(probes.length, 'probe')}, never more than ${ms(gap!.length)} ms apart`;
