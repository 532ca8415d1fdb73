import type { EventOf } from '../../journal/index.ts';
import { LONGEST_SILENCE_MS, SICK_MARGIN_MS, WORST_CANARY_MS, WORST_LOOP_MS } from '../limits.ts';

/** A time in which the instrument itself was not well, so that what failed then says nothing about the service. µs. */
export interface SickSpan {
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const MARGIN = SICK_MARGIN_MS * 1_000;

/**
 * In order, without overlap. `local` are the times of requests that this machine itself could not send, `begins` when
 * another recorder took over: it is no sickness that the one before it was not there any more.
 */
export function sickSpans(
  pulses: readonly EventOf<'pulse'>[],
  local: readonly Span[],
  begins: readonly number[] = [],
): SickSpan[] {
  const spans = [
    ...pulses.flatMap((pulse, index) => {
      const before = pulses[index - 1]?.t ?? 0;
      const begin = begins.findLast((t) => t > before && t <= pulse.t);
      return sicknessOf(pulse, begin ?? before, before === 0 || begin !== undefined);
    }),
    ...local.map((span) => ({ ...span, why: 'this machine could not send' })),
  ].map(({ from, to, why }) => ({ from: from - MARGIN, to: to + MARGIN, why }));
  return united(spans.sort((a, b) => a.from - b.from || a.to - b.to));
}

/** A pulse tells of the time since the one before; what it tells of may have begun earlier than that. */
function sicknessOf({ t, loopMs, canary }: EventOf<'pulse'>, before: number, first: boolean): SickSpan[] {
  const reaching = (ms: number): Span => ({ from: Math.min(before, t - ms * 1_000), to: t });
  if (loopMs > WORST_LOOP_MS) return [{ ...reaching(loopMs), why: 'the event loop stood' }];
  if (t - before > LONGEST_SILENCE_MS * 1_000 && !first)
    return [{ ...reaching(0), why: 'the recorder gave no sign of life' }];
  if (!canary) return [];
  if (canary.failed > 0)
    return [{ ...reaching(canary.worstMs ?? 0), why: 'the recorder’s own control endpoint did not answer it' }];
  if ((canary.worstMs ?? 0) > WORST_CANARY_MS)
    return [{ ...reaching(canary.worstMs!), why: 'the recorder’s own control endpoint answered it late' }];
  return [];
}

function united(spans: readonly SickSpan[]): SickSpan[] {
  const found: SickSpan[] = [];
  for (const span of spans) {
    const before = found.at(-1);
    if (!before || span.from > before.to) found.push(span);
    else {
      const why = before.why.includes(span.why) ? before.why : `${before.why}, ${span.why}`;
      found[found.length - 1] = { from: before.from, to: Math.max(before.to, span.to), why };
    }
  }
  return found;
}

/**
 * What began in such a time or was decided in it may be its doing. What merely lived through it is not: a request that
 * waited ten seconds in vain did not fail because the loop stood for half a second in the middle.
 */
export function touches(spans: readonly SickSpan[], from: number, to: number): boolean {
  return holds(spans, from) || holds(spans, to);
}

export function overlaps(spans: readonly SickSpan[], from: number, to: number): boolean {
  return spans.some((span) => span.from <= to && span.to >= from);
}

function holds(spans: readonly SickSpan[], moment: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]!.from <= moment) low = middle + 1;
    else high = middle;
  }
  return low > 0 && moment <= spans[low - 1]!.to;
}
