import type { EventOf } from '../../journal/index.ts';
import type { Check } from '../judgement.ts';

/**
 * The same check before and after, side by side. Made several times on one side, it failed if it failed once. Before is
 * before anything was touched: one that a `restore` had made again, on a lab that is half upgraded, is told apart.
 */
export function compareChecks(made: readonly EventOf<'check'>[], touchedAt = Number.POSITIVE_INFINITY): Check[] {
  const compared = [...Map.groupBy(made, ({ file, name }) => `${file}\n${name}`).values()].map((its): Check => {
    const { file, name, milliseconds } = its.at(-1)!;
    const failure = its.findLast(({ outcome }) => outcome === 'failed');
    const skip = its.findLast(({ outcome }) => outcome === 'skipped');
    const first = its.filter(({ when }) => when === 'before');
    const between = outcomeOf(first.filter(({ t }) => t >= touchedAt));
    return {
      ...{ name, file, milliseconds },
      before: outcomeOf(first.filter(({ t }) => t < touchedAt)) ?? between,
      between,
      during: outcomeOf(its.filter(({ when }) => when === 'during')),
      after: outcomeOf(its.filter(({ when }) => when === 'after')),
      error: failure ? (failure.error ?? 'failed without a message') : null,
      skipped: skip ? (skip.error ?? 'skipped without a reason') : null,
      advice: its.at(-1)!.advice ?? [],
    };
  });
  return compared.sort((a, b) => rank(a) - rank(b));
}

/** What is skipped says nothing. */
function outcomeOf(its: readonly EventOf<'check'>[]): Check['before'] {
  const made = its.filter(({ outcome }) => outcome !== 'skipped');
  if (made.length === 0) return null;
  return made.every(({ outcome }) => outcome === 'passed') ? 'passed' : 'failed';
}

/** How a check stands at the end, the worst first. */
export const STANDINGS = ['worse', 'failing', 'gone', 'better', 'fine', 'skipped'] as const;
export type Standing = (typeof STANDINGS)[number];

export function standingOf({ before, during, after, skipped }: Check): Standing {
  if (during === 'failed' || after === 'failed') return before === 'failed' ? 'failing' : 'worse';
  const onlyMeanwhile = before === null && during === 'passed';
  if (after === 'passed' || onlyMeanwhile) return before === 'failed' ? 'better' : 'fine';
  return skipped !== null && before === null ? 'skipped' : 'gone';
}

const rank = (check: Check): number => STANDINGS.indexOf(standingOf(check));
