import { brief, counted, type Markup, markup } from '../../words/index.ts';
import { type Client, clientsOf } from './clients.ts';
import type { Columns } from './columns.ts';
import type { Pair } from './data.ts';
import type { Explorable } from './explorable.ts';

/** What each client was told, for paper and for pages without a script: a bar for each time in which it was told one version. */

const WIDTH = 1064;
const GUTTER = 150;
const ROW = 15;
const TOP = 4;
const SHOWN = 24;

interface Run {
  readonly version: number;
  readonly from: number;
  readonly to: number;
}

const begun = ({ intended, sent }: Columns, row: number): number => intended[row]! + sent[row]!;
const ended = ({ intended, end }: Columns, row: number): number => intended[row]! + end[row]!;

const runsOf = (columns: Columns, { rows }: Client): readonly Run[] => {
  const runs: Run[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    const version = columns.version[row]! - 1;
    if (last?.version === version) runs[runs.length - 1] = { ...last, to: Math.max(last.to, ended(columns, row)) };
    else runs.push({ version, from: begun(columns, row), to: ended(columns, row) });
  }
  return runs;
};

export const clientsFigure = ({ state, columns: kept }: Explorable): Markup => {
  const { names, pairs, span } = state;
  const clients = clientsOf(kept, state);
  const shown = clients.slice(0, SHOWN);
  const x = (us: number): string => String(Math.round((GUTTER + (us / span) * (WIDTH - GUTTER)) * 10) / 10);
  const wide = (from: number, to: number): string => Math.max(1, ((to - from) / span) * (WIDTH - GUTTER)).toFixed(1);
  const many = new Set(names.services).size > 1;

  const row = (client: Client, place: number): Markup => {
    const y = TOP + place * ROW;
    const bars = runsOf(kept, client).map(
      ({ version, from, to }) =>
        markup`<rect x="${x(from)}" y="${y}" width="${wide(from, to)}" height="9" class="${names.newest[version] ? 'v-new' : 'v-old'}"/>`,
    );
    const back = client.back.map(({ older }) => `M${x(begun(kept, older))} ${y - 1}v11`).join('');
    const what = many ? `client ${client.session}, ${brief(client.service, 12)}` : `client ${client.session}`;
    return markup`<text x="0" y="${y + 9}" class="note">${what}</text>${bars}${back !== '' && markup`<path class="went-back" d="${back}"/>`}`;
  };

  const placeOf = new Map(
    shown.flatMap(({ rows }, place) => rows.map((each) => [kept.sequence[each]!, [place, each]] as const)),
  );
  const joint = ({ newer, older }: Pair): Markup | false => {
    const [from, to] = [placeOf.get(newer), placeOf.get(older)];
    if (!from || !to) return false;
    const ends = [
      [x(ended(kept, from[1]!)), TOP + from[0]! * ROW + 4.5],
      [x(begun(kept, to[1]!)), TOP + to[0]! * ROW + 4.5],
    ] as const;
    return markup`<path class="broken" d="M${ends[0][0]} ${ends[0][1]}L${ends[1][0]} ${ends[1][1]}"/>${ends.map(([cx, cy]) => markup`<circle class="broken-end" cx="${cx}" cy="${cy}" r="3.5"/>`)}`;
  };

  const broken = clients.filter(({ back }) => back.length > 0).length;
  const title = `${counted(shown.length, 'client')}${shown.length < clients.length ? ` of ${clients.length}` : ''}; order broke for ${broken}.`;
  return markup`<figure class="drawn clients" tabindex="0"><svg viewBox="0 0 ${WIDTH} ${TOP + shown.length * ROW + 4}" role="img" aria-label="${title}">${shown.map(row)}${pairs.map(joint)}</svg><figcaption>${title}</figcaption></figure>`;
};
