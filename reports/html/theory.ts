import type { Judgement } from '../../harness/judge/index.ts';
import { duration, type Markup, markup, share } from '../words/index.ts';
import { section } from './pieces.ts';

const writes = ({ proof }: Judgement): Markup =>
  proof.writes
    ? markup`<li><b>Nothing acknowledged was lost, nothing doubled, nothing that was refused appeared.</b> Each creation carried a mark of its own, and the marks were read back. A write whose answer never came is unknown: it may exist once or not at all, and both are right.</li>`
    : markup`<li>This run created nothing that could be read back. It says nothing about lost writes.</li>`;

const experiment = ({ upgrade }: Judgement): Markup | false =>
  upgrade.skipped.length > 0 &&
  markup`<p><b>This run left steps out on purpose (${upgrade.skipped.join(', ')}).</b> It is an experiment, not a certification of the procedure.</p>`;

/** What the verdict claims, and what it does not. */
export const theorySection = (judgement: Judgement): Markup => {
  const { proof, upgrade } = judgement;
  return section(
    'meaning',
    'What certified means',
    markup`<div class="prose">${experiment(judgement)}<p>A certificate says that the upgrade was done, that clients who were sending requests all the while could not tell by their answers, and that the experiment was able to show otherwise. In detail:</p><ul><li><b>No request failed that should have succeeded.</b> One failure is enough to refuse. Slowness is shown here but does not refuse.</li><li><b>Versions only went up,</b> at the level that was claimed (${upgrade.level}): no request that was sent after an answer was complete was answered by an older version than that answer. Requests that overlap in time prove nothing either way and are not counted.</li>${writes(judgement)}<li><b>The experiment was valid.</b> The load was really offered, the recorder kept its schedule, every node really changed its release. Where such an assumption is broken the verdict is inconclusive, however good the figures look.</li></ul><p>What it does not say:</p><ul><li>It does not say that the error rate is zero. With 95 % confidence it is at most ${share(proof.errorBound)} for this mix of requests, at this rate, in this one run.</li><li>An outage shorter than about ${duration(proof.detectableMs)} may have gone unseen, since requests are single moments and not a continuous watch.</li><li>Only the operations in the coverage table were tried. What is not in it is not proved.</li><li>Errors that the proxy absorbed by trying again did not reach a client and do not refuse. They are counted apart, above.</li></ul><p>The verdicts: <b>certified</b>, all of this held; <b>refused</b>, at least one finding speaks against the upgrade; <b>inconclusive</b>, nothing spoke against it, but the experiment was not able to show it. A refusal wins over inconclusive, inconclusive over certified.</p></div>`,
  );
};
