import { isRefusal, type Results } from './apply.ts';
import type { Judgement, Verdict } from './judgement.ts';
import { lower, plural, sentence } from './wording.ts';

/** Any refusal wins over a broken assumption, and that over a certificate. */
export function merge({ findings, assumptions }: Results): Verdict {
  if (findings.some(isRefusal)) return 'refused';
  return assumptions.every(({ holds }) => holds) ? 'certified' : 'inconclusive';
}

/** Why, in one sentence: the worst finding, else the first broken assumption, else what was proved. */
export function explain({ findings, assumptions }: Results, proof: Judgement['proof']): string {
  const refusals = findings.filter(isRefusal);
  const worst = refusals[0];
  if (worst) {
    const others = refusals.length - 1;
    return `Refused: ${lower(worst.title)}${others > 0 ? `, and ${plural(others, 'more finding')}` : ''}.`;
  }
  const broken = assumptions.find(({ holds }) => !holds);
  if (broken) return `Inconclusive, "${lower(broken.title)}" does not hold: ${sentence(broken.detail)}`;
  return `Certified: ${plural(proof.ok, 'request')} and no failure; with 95 % certainty fewer than ${percent(proof.errorBound)} fail, and an outage of ${Math.ceil(proof.detectableMs)} ms for everybody would have been seen.`;
}

/** Two digits, rounded up: a bound must not promise more than it holds. */
function percent(share: number): string {
  const unit = 10 ** (Math.floor(Math.log10(share * 100)) - 1);
  return `${Number((Math.ceil((share * 100) / unit) * unit).toPrecision(2))} %`;
}

/** As for `certify`: a run that was interrupted says so, whatever was found by then. An exercise certifies nothing. */
export function exitCode({ verdict, ended, run }: Ending): number {
  if (ended === 'interrupted') return 130;
  if (verdict === 'certified' && typeof run?.planted === 'string') return 2;
  return { certified: 0, refused: 1, inconclusive: 2 }[verdict];
}

type Ending = Pick<Judgement, 'verdict' | 'ended'> & { readonly run?: Pick<Judgement['run'], 'planted'> };
