import type { Exhibit, Finding } from '../../harness/judge/index.ts';
import { brief, duration, type Markup, markup, moment } from '../words/index.ts';

/**
 * The two answers of which the second told an older version, drawn on a time axis of their own. On the timeline of the
 * whole run both would be one pixel.
 */

const WIDTH = 920;
const GUTTER = 190;
const AFTER = 96;
const ROW = 34;

type Timed = Exhibit & { readonly sent: number; readonly end: number };

const isTimed = (exhibit: Exhibit): exhibit is Timed => exhibit.sent !== null && exhibit.end !== null;

export const offendingPair = ({ class: kind, exhibits }: Finding): readonly [Timed, Timed] | null => {
  const [first, second] = exhibits;
  if (kind !== 'version-order' || !first || !second || !isTimed(first) || !isTimed(second)) return null;
  return first.end <= second.sent ? [first, second] : null;
};

export const pairFigure = (pair: readonly [Timed, Timed]): Markup => {
  const [first, second] = pair;
  const from = Math.min(first.sent, second.sent);
  const span = Math.max(1, Math.max(first.end, second.end) - from);
  const x = (us: number): string => (GUTTER + ((us - from) / span) * (WIDTH - GUTTER - AFTER)).toFixed(1);
  const length = ({ sent, end }: Timed): string =>
    Math.max(3, ((end - sent) / span) * (WIDTH - GUTTER - AFTER)).toFixed(1);

  const row = (request: Timed, i: number, kind: 'new' | 'old'): Markup => {
    const y = 14 + i * ROW;
    return markup`<text x="0" y="${y + 12}" class="lane">Request ${request.sequence}</text><text x="96" y="${y + 12}" class="note">${brief(request.server ?? 'no server', 14)}</text><rect x="${x(request.sent)}" y="${y}" width="${length(request)}" height="16" rx="2" class="v-${kind}"/><text x="${Number(x(request.sent)) + Number(length(request)) + 7}" y="${y + 12}" class="lane">${brief(request.version ?? '?', 12)}</text>`;
  };

  const gap = duration((second.sent - first.end) / 1000);
  const title = `Answer ${first.sequence} told ${first.version}; request ${second.sequence}, sent ${gap} after that answer was complete, was told ${second.version}.`;
  const height = 14 + 2 * ROW + 12;
  return markup`<figure class="pair" tabindex="0"><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}"><path class="guide" d="M${x(first.end)} 8V${14 + ROW + 20}M${x(second.sent)} 8V${14 + ROW + 20}"/>${row(first, 0, 'new')}${row(second, 1, 'old')}<text x="${x(from)}" y="${height - 2}" class="note">${moment(from)}</text><text x="${WIDTH - AFTER}" y="${height - 2}" class="note" text-anchor="end">${moment(from + span)}</text></svg><figcaption>${title}</figcaption></figure>`;
};
