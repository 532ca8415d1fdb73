import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { LONGEST_SILENCE_MS, WORST_LOOP_MS } from '../limits.ts';
import { longestSilence } from '../measure/index.ts';
import { moment, ms } from '../wording.ts';

/** The recorder looked all the time: an event loop that stands sees no outage. */
export function recorderAwake({ events, ledger }: Context): Assumption {
  const pulses = events.of('pulse');
  const worst = pulses.reduce((most, { loopMs }) => Math.max(most, loopMs), 0);
  const silence = longestSilence(
    pulses.map(({ t }) => t),
    ledger,
  );
  const holds = worst <= WORST_LOOP_MS && ms(silence.length) <= LONGEST_SILENCE_MS;
  return {
    name: 'recorder-awake',
    title: 'The recorder was awake',
    holds,
    detail: `Its event loop stood still for ${ms(worst * 1000)} ms at worst (limit ${WORST_LOOP_MS}); the longest time without a sign of life was ${ms(silence.length)} ms, from ${moment(silence.from)} on (limit ${LONGEST_SILENCE_MS}).`,
    fix: 'Give the machine that sends the traffic more processor, or offer less; end what else runs there.',
  };
}
