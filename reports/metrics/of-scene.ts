import type { Scene } from '../../harness/live/index.ts';
import { seconds, thousandth } from './amounts.ts';
import {
  balancerRetries,
  instrumentTroubles,
  lateness,
  loopDelay,
  outstanding,
  recentLatency,
  requestRate,
  requests,
  runDuration,
  runStarted,
  serverReady,
  stepDuration,
  stepsByState,
  wentBack,
} from './definitions.ts';
import { exposition } from './family.ts';

const STATES = ['waiting', 'going', 'done', 'failed', 'interrupted', 'put-back'] as const;

/** A run that goes on, as OpenMetrics text. */
export const renderLiveMetrics = (scene: Scene): string => {
  const { load, steps, servers, instrument, absorbed, started, setting } = scene;
  const { totals, pulse } = load;
  const families = [
    runStarted([{ value: seconds(started?.wall) }]),
    runDuration([{ value: scene.t / 1e6 }]),
    requests([
      { labels: { outcome: 'ok' }, value: totals.ok },
      { labels: { outcome: 'failed' }, value: totals.failed },
      { labels: { outcome: 'unknown' }, value: totals.unknown },
      { labels: { outcome: 'not-sent' }, value: totals.notSent },
    ]),
    requestRate([{ value: load.perSecond }]),
    outstanding([{ value: pulse?.outstanding }]),
    recentLatency([
      { labels: { quantile: '0.5' }, value: thousandth(pulse?.p50Ms) },
      { labels: { quantile: '0.99' }, value: thousandth(pulse?.p99Ms) },
    ]),
    wentBack([{ value: totals.wentBack }]),
    balancerRetries([{ value: absorbed.retries }]),
    stepsByState(
      STATES.map((state) => ({
        labels: { state },
        value: steps.all.filter((each) => each.state === state).length,
      })),
    ),
    stepDuration(
      steps.all.map(({ id, title, from, to }) => ({
        labels: { step: id, title },
        value: from === null || to === null ? null : (to - from) / 1e6,
      })),
    ),
    serverReady(
      servers.all.map(({ balancer, backend, server, state }) => ({
        labels: { balancer, backend, server },
        value: state === 'ready' ? 1 : 0,
      })),
    ),
    lateness([{ value: thousandth(pulse?.lateMs) }]),
    loopDelay([{ value: thousandth(pulse?.loopMs) }]),
    instrumentTroubles([{ value: instrument.troubles }]),
  ];
  const { scenario, order, from, to } = setting.plan;
  return exposition(families, { scenario, order, from, to, lab: started?.lab.kind ?? '' });
};
