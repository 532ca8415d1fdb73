import type { Judgement } from '../../harness/judge/index.ts';
import { type Content, count, counted, duration, type Markup, markup, share } from '../words/index.ts';
import { section } from './pieces.ts';

interface Figure {
  readonly label: string;
  readonly figure: Content;
  readonly more: Content;
  readonly tone?: 'alarm' | 'off';
}

type Proof = Judgement['proof'];

const alarmIf = (bad: boolean): Pick<Figure, 'tone'> => (bad ? { tone: 'alarm' } : {});

const requests = ({ sent, intended, ok, failed, unknown, notSent }: Proof): Figure => ({
  label: 'Requests that failed',
  figure: count(failed),
  more: `of ${count(sent)} sent, ${count(intended)} intended: ${count(ok)} fine, ${count(unknown)} unknown, ${count(notSent)} not sent`,
  ...alarmIf(failed > 0),
});

const errors = ({ errorBound, errorRate, failed }: Proof): Figure => ({
  label: 'Error rate, 95 % upper bound',
  figure: `≤ ${share(errorBound)}`,
  more: failed === 0 ? 'no failure was measured' : `${share(errorRate)} was measured`,
});

const detectable = ({ detectableMs, largestGapMs }: Proof): Figure => ({
  label: 'Shortest outage we would have seen',
  figure: duration(detectableMs),
  more: `with 95 % certainty at this rate; nothing was sent for at most ${duration(largestGapMs)}`,
});

const order = ({ versionOrder }: Proof, level: string): Figure => {
  const levels = Object.entries(versionOrder);
  const claimed = versionOrder[level];
  if (!claimed) return { label: 'Version order', figure: 'not checked', more: '', tone: 'off' };
  const others = levels
    .filter(([name]) => name !== level)
    .map(([name, { checked, violations }]) => `; ${name}: ${count(violations)} of ${count(checked)}`);
  return {
    label: 'Times that a version went back',
    figure: count(claimed.violations),
    more: `in ${count(claimed.checked)} answers checked (${level}, as claimed)${others.join('')}`,
    ...alarmIf(claimed.violations > 0),
  };
};

const writes = ({ writes: written }: Proof): Figure => {
  if (!written)
    return { label: 'Writes re-read', figure: 'none', more: 'nothing that was created was read back', tone: 'off' };
  const { acknowledged, lost, duplicate, phantom, unknown, refused } = written;
  return {
    label: 'Acknowledged writes re-read',
    figure: count(acknowledged),
    more: `${count(lost)} lost, ${count(duplicate)} duplicated, ${count(phantom)} that were refused appeared; ${count(unknown)} unknown, ${count(refused)} refused`,
    ...alarmIf(lost + duplicate + phantom > 0),
  };
};

const absorbed = ({ absorbed: hidden }: Proof): Figure => {
  if (!hidden) return { label: 'Absorbed by the proxy', figure: 'unknown', more: 'no counters were read', tone: 'off' };
  const { retries, redispatches, connectionErrors, responseErrors } = hidden;
  return {
    label: 'Absorbed by the proxy',
    figure: counted(retries, 'retry', 'retries'),
    more: `${counted(redispatches, 'redispatch', 'redispatches')} to another server; ${counted(connectionErrors, 'connection error')} and ${counted(responseErrors, 'response error')} between proxy and servers`,
  };
};

const latency = ({ latencyMs }: Proof): Figure => {
  if (!latencyMs) return { label: 'Latency', figure: 'none', more: 'nothing was answered', tone: 'off' };
  const { p50, p99, p999, max } = latencyMs;
  return {
    label: 'Latency p99, from the intended start',
    figure: duration(p99),
    more: `half below ${duration(p50)}; 99.9 % below ${duration(p999)}; worst ${duration(max)}`,
  };
};

const outages = ({ outages: seen }: Judgement): Figure => {
  const worst = Math.max(0, ...seen.map(({ lowerMs }) => lowerMs));
  return {
    label: 'Outages',
    figure: count(seen.length),
    more: seen.length === 0 ? 'no operation stopped working' : `the longest at least ${duration(worst)}`,
    ...alarmIf(seen.length > 0),
  };
};

// A number and its unit stay on one line.
const joined = (text: Content): Content =>
  typeof text === 'string' ? text.replace(/(\d) (?=%|[mµ]?s\b|ppm)/g, '$1\u00a0') : text;

const drawn = ({ label, figure, more, tone }: Figure): Markup =>
  markup`<div><dt>${label}</dt><dd class="figure${tone && ` ${tone}`}">${joined(figure)}</dd><dd class="more">${joined(more)}</dd></div>`;

/** How much this run proves, in eight numbers. */
export const proofSection = (judgement: Judgement): Markup => {
  const { proof, upgrade } = judgement;
  const figures = [
    requests(proof),
    errors(proof),
    detectable(proof),
    order(proof, upgrade.level),
    outages(judgement),
    writes(proof),
    absorbed(proof),
    latency(proof),
  ];
  return section('proof', 'What this run proves', markup`<dl class="proof">${figures.map(drawn)}</dl>`);
};
