import type { Evidence, Judgement } from '../../../harness/judge/index.ts';
import { type Bins, runSpan, serverHistories, troubles } from '../../account/index.ts';
import { type Markup, markup } from '../../words/index.ts';
import { axis, GUTTER, type Lane, PLOT } from './canvas.ts';
import { failuresLane } from './failures.ts';
import { latencyLane } from './latency.ts';
import { rateLane } from './rate.ts';
import { recorderLane } from './recorder.ts';
import { serversLane } from './servers.ts';
import { stepsLane } from './steps.ts';
import { clock, ticks } from './ticks.ts';
import { versionsLane } from './versions.ts';

const ABOVE = 28;
const BETWEEN = 14;
const BELOW = 24;
const PADDING = 12;

const HATCHES = markup`<defs><pattern id="hatch-drain" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="hatch-ground-drain"/><path d="M0 0V6" class="hatch-line-drain"/></pattern><pattern id="hatch-stopped" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="6" height="6" class="hatch-ground-stopped"/><path d="M0 0V6" class="hatch-line-stopped"/></pattern><pattern id="hatch-maint" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" class="hatch-ground-maint"/><path d="M0 0L5 5M5 0L0 5" class="hatch-line-maint"/></pattern></defs>`;

const lanesOf = (judgement: Judgement, evidence: Evidence, bins: Bins): readonly Lane[] => {
  const span = runSpan(evidence);
  const time = axis(span);
  const { ledger, journal, plan } = evidence;
  return [
    stepsLane(judgement, evidence, time),
    serversLane(serverHistories(evidence, span), time, plan.to),
    rateLane(bins, ledger.names.servers, time),
    failuresLane(troubles(ledger), time),
    latencyLane(bins, time),
    versionsLane(bins, ledger.names.versions, judgement.findings, time),
    recorderLane(journal, time),
  ];
};

const stageRules = ({ steps }: Judgement, { plan }: Evidence, x: (us: number) => number, height: number): Markup => {
  const starts = plan.stages.flatMap((stage) => {
    const first = steps.find(({ step, outcome }) => step === stage.steps[0]?.id && outcome !== 'not-run');
    return first ? [x(first.from)] : [];
  });
  return markup`<path class="rule" d="${starts.map((at) => `M${at} ${ABOVE}V${height}`).join('')}"/>`;
};

/** The run as one drawing: lanes under each other on one time axis. */
export const timeline = (judgement: Judgement, evidence: Evidence, bins: Bins): Markup => {
  const lanes = lanesOf(judgement, evidence, bins);
  let y = ABOVE;
  const placed = lanes.map((lane) => {
    const at = y;
    y += lane.height + BETWEEN;
    return { lane, at };
  });
  const height = y - BETWEEN + 6;
  const time = axis(runSpan(evidence));
  const legends = placed.map(({ lane, at }) => markup`<g transform="translate(${PADDING} ${at})">${lane.legend}</g>`);
  const plots = placed.map(({ lane, at }) => markup`<g transform="translate(0 ${at})">${lane.plot}</g>`);
  const rulers = placed.slice(1).map(({ at }) => markup`<path class="base" d="M0 ${at - BETWEEN / 2}H${PLOT}"/>`);
  const gutterRulers = placed
    .slice(1)
    .map(({ at }) => markup`<path class="base" d="M0 ${at - BETWEEN / 2}H${GUTTER}"/>`);
  const description =
    'Lanes on one time axis: stages and steps, state of each server in HAProxy with the installed release, requests per second by server, failures, latency, versions that answered, lateness of the recorder. The same figures are in the tables of this page.';

  return markup`<div class="timeline" role="region" aria-label="Timeline of the run" tabindex="0"><div class="gutter"><svg viewBox="0 0 ${GUTTER} ${height + BELOW}" aria-hidden="true">${gutterRulers}<text x="${PADDING}" y="13" class="note">since the start</text>${legends}<text x="${PADDING}" y="${height + 15}" class="note">clock, UTC</text></svg></div><div class="plot"><svg id="plot" viewBox="0 0 ${PLOT} ${height + BELOW}" role="group" aria-labelledby="plot-title plot-description"><title id="plot-title">Timeline of the run</title><desc id="plot-description">${description}</desc>${HATCHES}${ticks(time, height)}${rulers}${stageRules(judgement, evidence, time.x, height)}${plots}${clock(time, judgement.run.started, height + 15)}</svg></div></div>`;
};
