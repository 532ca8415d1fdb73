import type { Judgement } from '../../harness/judge/index.ts';
import { cut, duration, type Markup, markup, wallDate } from '../words/index.ts';
import { identified } from './findings.ts';
import { verdictIcon } from './icons.ts';
import { name, terms } from './pieces.ts';

export const VERDICT_WORDS = { certified: 'Certified', refused: 'Refused', inconclusive: 'Inconclusive' } as const;

const ENDED = { completed: null, interrupted: 'interrupted before its end', failed: 'stopped by a failure' } as const;

export const LEVEL_WORDS = {
  connection: 'per connection',
  session: 'per client session',
  'real-time': 'real time, all clients',
} as const;

/** The sentence begins with the verdict for readers of plain text; here the word stands above it already. */
const reason = ({ verdict, sentence }: Judgement): string => {
  const rest = sentence.replace(new RegExp(`^${verdict}[:,] +`, 'i'), '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
};

export const verdictBanner = (judgement: Judgement): Markup => {
  const { verdict, ended, run } = judgement;
  const exercise = run.planted !== null && `in an exercise, with ${run.planted} planted: no certificate`;
  const said = [exercise, ENDED[ended]].filter(Boolean).join('; ');
  const how = said !== '' && markup` <span class="ended">${cut(said, 200)}</span>`;
  const decided = identified(judgement).find(({ finding }) => finding.severity === 'refuse');
  const more = decided && markup` <a class="decided" href="#${decided.id}">What decided this</a>`;
  return markup`<div class="verdict ${verdict}"><div class="wrap">${verdictIcon(verdict)}<div class="words"><h1>${VERDICT_WORDS[verdict]}${how}</h1><p class="why">${cut(reason(judgement), 1000)}${more}</p></div></div></div>`;
};

/** What was upgraded from what to what, how, where and when. */
export const facts = ({ upgrade, run }: Judgement): Markup => {
  const arrow = markup`<span class="arrow" role="img" aria-label="to">→</span>`;
  return terms('facts wrap', [
    ['Upgrade', markup`${name(upgrade.scenario)} ${name(upgrade.from)} ${arrow} ${name(upgrade.to)}`],
    ['Order', upgrade.order],
    ['Version order claimed', LEVEL_WORDS[upgrade.level]],
    ['Lab', markup`${name(upgrade.lab.kind)} <span class="soft">${name(upgrade.lab.id)}</span>`],
    ['Started', wallDate(run.started)],
    ['Lasted', duration(run.seconds * 1000)],
    ['Seed', String(upgrade.seed)],
    ['Planted faults found by this build', suiteWords(run.suite)],
    ...(upgrade.skipped.length > 0
      ? [['Left out on purpose', markup`<span class="warn">${upgrade.skipped.join(', ')}</span>`] as const]
      : []),
  ]);
};

const suiteWords = (suite: Judgement['run']['suite']): string =>
  suite ? `${suite.suite === 'full' ? 'all' : 'a chosen'} ${suite.faults}, ${wallDate(suite.at)}` : 'never tried';
