import type { Finding, Judgement } from '../../harness/judge/index.ts';
import { count, counted, cut, type Markup, markup, moment, printable } from '../words/index.ts';
import { icon } from './icons.ts';
import { offendingPair, pairFigure } from './pair.ts';
import { folded, name, nothing, section, stepLink } from './pieces.ts';
import { requestTable } from './requests.ts';

export interface Identified {
  readonly id: string;
  readonly finding: Finding;
}

/** Findings with ids that stay the same when the same run is judged again: worst first, otherwise as the judge has them. */
export const identified = ({ findings }: Judgement): readonly Identified[] => {
  const seen = new Map<string, number>();
  const named = findings.map((finding) => {
    const kind = printable(finding.class).replace(/[^\w-]+/g, '-');
    const number = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, number);
    return { id: `finding-${kind}-${number}`, finding };
  });
  const rank = ({ finding }: Identified): number => (finding.severity === 'refuse' ? 0 : 1);
  return named.sort((a, b) => rank(a) - rank(b));
};

const when = ({ from, to }: Finding): Markup | null => {
  if (from === null) return null;
  return to === null || to === from
    ? markup`<span>at <b>${moment(from)}</b></span>`
    : markup`<span>from <b>${moment(from)}</b> to <b>${moment(to)}</b></span>`;
};

const where = (finding: Finding): Markup => {
  const { step, node, service } = finding;
  return markup`<p class="where">${step !== null && markup`<span>step <b>${stepLink(step)}</b></span>`}${node !== null && markup`<span>node <b>${name(node)}</b></span>`}${service !== null && markup`<span>service <b>${name(service)}</b></span>`}${when(finding)}${finding.count > 0 && markup`<span><b>${count(finding.count)}</b> ${finding.count === 1 ? 'case' : 'cases'}</span>`}<span><code>${name(finding.class)}</code></span></p>`;
};

const exhibits = ({ exhibits: shown, count: all, title }: Finding): Markup | null => {
  if (shown.length === 0) return null;
  const summary =
    all > shown.length ? `${shown.length} requests of ${count(all)} cases` : counted(shown.length, 'request');
  return folded(`Evidence: ${summary}`, requestTable(`Evidence for: ${cut(title, 120)}`, shown));
};

/** For the script, which makes a link of it. */
const stretch = ({ from, to }: Finding): Markup | false =>
  from !== null && markup` data-from="${from}" data-to="${to ?? from}"`;

const article = ({ id, finding }: Identified): Markup => {
  const refuses = finding.severity === 'refuse';
  const pair = offendingPair(finding);
  return markup`<article class="finding ${refuses ? 'bad' : 'plain'}" id="${id}"${stretch(finding)}><header><h3>${icon(refuses ? 'no' : 'note')}<a href="#${id}">${cut(finding.title, 300)}</a></h3>${where(finding)}</header><p class="detail">${cut(finding.detail, 2000)}</p>${pair && pairFigure(pair)}${exhibits(finding)}</article>`;
};

const quiet = ({ verdict }: Judgement): Markup =>
  verdict === 'certified'
    ? nothing(markup`<span class="good">${icon('yes')}</span> Nothing was found that speaks against this upgrade.`)
    : nothing(
        markup`<span class="doubt">${icon('unclear')}</span> Nothing was found that speaks against this upgrade, but this run was not able to show it.`,
      );

export const findingsSection = (judgement: Judgement): Markup => {
  const all = identified(judgement);
  const refusing = all.filter(({ finding }) => finding.severity === 'refuse').length;
  return section('findings', 'Findings', refusing === 0 && quiet(judgement), all.map(article));
};
