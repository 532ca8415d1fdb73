import type { EventOf } from '../../journal/index.ts';
import type { Check } from '../judgement.ts';

/** The same check before and after, side by side. Made several times on one side, it failed if it failed once. */
export function compareChecks(made: readonly EventOf<'check'>[]): Check[] {
  const compared = [...Map.groupBy(made, ({ file, name }) => `${file}\n${name}`).values()].map((its): Check => {
    const { file, name, milliseconds } = its.at(-1)!;
    const failure = its.findLast(({ outcome }) => outcome === 'failed');
    return {
      ...{ name, file, milliseconds },
      before: outcomeOf(its.filter(({ when }) => when === 'before')),
      after: outcomeOf(its.filter(({ when }) => when === 'after')),
      error: failure ? (failure.error ?? 'failed without a message') : null,
      advice: its.at(-1)!.advice ?? [],
    };
  });
  return compared.sort((a, b) => rank(a) - rank(b));
}

function outcomeOf(its: readonly EventOf<'check'>[]): Check['before'] {
  if (its.length === 0) return null;
  return its.every(({ outcome }) => outcome === 'passed') ? 'passed' : 'failed';
}

/** Worse, failing as before, gone, better, the same. */
function rank({ before, after }: Check): number {
  if (after === 'failed') return before === 'failed' ? 1 : 0;
  if (after === null) return 2;
  return before === 'failed' ? 3 : 4;
}
