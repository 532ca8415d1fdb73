import type { ServerHistory, ServerState, Span } from '../../account/index.ts';
import { brief, type Markup, markup, moment } from '../../words/index.ts';
import { type Axis, fitting, type Lane } from './canvas.ts';

const ROW = 36;
const TOP = 18;

const WORDS: Record<ServerState, string> = {
  ready: 'ready',
  drain: 'drain',
  'drain-stopped': 'drain, stopped',
  maint: 'maint',
  down: 'DOWN',
};

const during = ({ from, to }: Span<string>, what: string): string => `${what}, ${moment(from)} to ${moment(to)}`;

const state = (span: Span<ServerState>, { x }: Axis, y: number): Markup => {
  const [from, to] = [x(span.from), x(span.to)];
  const word = WORDS[span.value];
  const label = brief(word, fitting(to - from));
  const fits = label === word;
  return markup`<g><title>${during(span, word)}</title><rect x="${from}" y="${y}" width="${Math.max(0.5, to - from).toFixed(1)}" height="15" class="state-${span.value}"/>${fits && markup`<text x="${from + 5}" y="${y + 11.5}" class="note on-state on-${span.value}">${label}</text>`}</g>`;
};

const release = (span: Span<string>, { x }: Axis, y: number, target: string): Markup => {
  const [from, to] = [x(span.from), x(span.to)];
  const label = brief(span.value, fitting(to - from));
  return markup`<g><title>${brief(during(span, `release ${span.value}`), 200)}</title><rect x="${from}" y="${y + 16}" width="${Math.max(0.5, to - from).toFixed(1)}" height="3" class="${span.value === target ? 'v-new' : 'v-old'}"/>${label.length > 2 && markup`<text x="${from + 5}" y="${y + 29}" class="note">${label}</text>`}</g>`;
};

/** Each server as HAProxy has it, and under it the release that is installed on its node. */
export const serversLane = (servers: readonly ServerHistory[], time: Axis, target: string): Lane => {
  const many = new Set(servers.map(({ balancer }) => balancer)).size > 1;
  const row = (server: ServerHistory, i: number): Markup => {
    const y = TOP + i * ROW;
    return markup`${server.states.map((span) => state(span, time, y))}${server.releases.map((span) => release(span, time, y, target))}`;
  };
  const label = ({ balancer, backend, server, node }: ServerHistory, i: number): Markup =>
    markup`<text y="${TOP + i * ROW + 11.5}" class="lane">${brief(many ? `${balancer} ${server}` : server, 20)}</text><text y="${TOP + i * ROW + 26}" class="note">${brief(node === null ? `in ${backend}` : `on ${node}`, 20)}</text>`;
  return {
    height: TOP + servers.length * ROW,
    legend: markup`<text y="12" class="head">Servers in HAProxy</text>${servers.map(label)}`,
    plot: markup`${servers.map(row)}`,
  };
};
