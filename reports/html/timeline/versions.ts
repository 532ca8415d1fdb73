import type { Finding } from '../../../harness/judge/index.ts';
import type { Version } from '../../../traffic/ledger/index.ts';
import { formatVersion } from '../../../traffic/ledger/index.ts';
import type { Bins } from '../../account/index.ts';
import { count, type Markup, markup } from '../../words/index.ts';
import { offendingPair } from '../pair.ts';
import { type Axis, type Lane, PLOT, short } from './canvas.ts';

const TOP = 18;
const ROW = 30;
const BAR = 24;

const newestFirst = (versions: readonly Version[]) =>
  versions
    .map((version, index) => ({ version, index, text: formatVersion(version) }))
    .sort((a, b) => b.version.major - a.version.major || b.version.minor - a.version.minor);

/** Which versions answered when: a row a version, the newest on top. Where order broke, the pair is joined. */
export const versionsLane = (
  bins: Bins,
  versions: readonly Version[],
  findings: readonly Finding[],
  time: Axis,
): Lane => {
  const rows = newestFirst(versions);
  const highest = Math.max(1, ...bins.byVersion.flatMap((values) => [...values].reduce((a, b) => Math.max(a, b), 0)));
  const base = (i: number): number => TOP + i * ROW + BAR;
  // By root, so that one stray answer of the wrong version is seen beside hundreds of the right one.
  const tall = (value: number): number => Math.max(2, Math.sqrt(value / highest) * (BAR - 2));

  const bars = ({ index }: (typeof rows)[number], i: number): Markup => {
    const values = bins.byVersion[index]!;
    let path = '';
    for (let bin = 0; bin < bins.count; bin++) {
      if (values[bin] === 0) continue;
      const [from, to] = [time.x(bin * bins.width), time.x((bin + 1) * bins.width)];
      path += `M${short(from)} ${base(i)}V${short(base(i) - tall(values[bin]!))}H${short(Math.max(from + 1, to))}V${base(i)}Z`;
    }
    return markup`<path class="base" d="M0 ${base(i)}H${PLOT}"/><path class="${i === 0 && rows.length > 1 ? 'v-new' : 'v-old'}" d="${path}"/>`;
  };

  const pairs = findings.flatMap((finding) => offendingPair(finding) ?? []);
  const height = (text: string | null): number => base(rows.findIndex((row) => row.text === text)) - 8;
  const broken = pairs.map((request, i) => {
    const next = pairs[i + 1];
    const line =
      i % 2 === 0 &&
      next &&
      `M${time.x(request.end)} ${height(request.version)}L${time.x(next.end)} ${height(next.version)}`;
    return markup`${line && markup`<path class="broken" d="${line}"/>`}<circle class="broken-end" cx="${time.x(request.end)}" cy="${height(request.version)}" r="4"/>`;
  });

  const label = ({ text, index }: (typeof rows)[number], i: number): Markup => {
    const answers = bins.byVersion[index]!.reduce((sum, value) => sum + value, 0);
    return markup`<text y="${base(i) - 6}" class="lane">${text}</text><text x="126" y="${base(i) - 6}" class="note" text-anchor="end">${count(answers)}</text>`;
  };
  return {
    height: TOP + Math.max(1, rows.length) * ROW,
    legend: markup`<text y="12" class="head">Versions seen</text>${rows.length === 0 && markup`<text y="30" class="note">none was told</text>`}${rows.map(label)}`,
    plot: markup`${rows.map(bars)}${broken}`,
  };
};
