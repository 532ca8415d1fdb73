import type { Judgement } from '../../harness/judge/index.ts';
import { duration, type Markup, markup, share } from '../words/index.ts';
import { section } from './pieces.ts';

const writes = ({ proof }: Judgement): Markup =>
  proof.writes
    ? markup`<li><b>Nothing acknowledged was lost, nothing doubled, nothing that was refused appeared.</b> Each creation carried a mark of its own, and the marks were read back afterwards. A write whose answer never came may exist once or not at all; it counts as a failed request.</li>`
    : markup`<li>Nothing that was created was read back in this run, so it says nothing about lost writes.</li>`;

const order = ({ proof, upgrade }: Judgement): Markup =>
  proof.versionOrder[upgrade.level]
    ? markup`<li><b>Versions only went up,</b> at the level that was claimed (${upgrade.level}): whoever sent a request after an answer was complete was never answered by an older version than that answer told. Requests that overlap in time prove nothing either way and are not counted.</li>`
    : markup`<li>The order of versions was not judged in this run.</li>`;

const experiment = ({ upgrade }: Judgement): Markup | false =>
  upgrade.skipped.length > 0 &&
  markup`<p><b>This run left steps out on purpose (${upgrade.skipped.join(', ')}).</b> It is an experiment and can't be certified.</p>`;

/** What the verdict claims, and what it does not. */
export const theorySection = (judgement: Judgement): Markup => {
  const { proof } = judgement;
  return section(
    'meaning',
    'What certified means',
    markup`<div class="prose">${experiment(judgement)}<p>A certificate says that the upgrade was carried out, that clients who sent requests all the while could not tell by their answers, and that the experiment was able to show otherwise. It takes all of these:</p><ul><li><b>No request failed.</b> A wrong answer, half an answer or none at all is a failure, and one is enough to refuse. Slowness is shown on this page but does not refuse.</li>${order(judgement)}${writes(judgement)}<li><b>No server went away while users were still sent to it,</b> even where the load balancer saved them by trying another one, and everything was put back as it was.</li><li><b>The experiment was valid.</b> The load was really offered, the recorder was awake and its record is whole, every node really changed its release, and every operation met every server in both. Where one of these assumptions is broken the verdict is inconclusive, however good the figures look.</li></ul><p>What it does not say:</p><ul><li>The error rate need not be zero. With 95 % confidence it is at most ${share(proof.errorBound)} for this mix of requests, at this rate, in this one run. Another run may meet what this one did not.</li><li>An outage shorter than ${duration(proof.detectableMs)} may have gone unseen: requests are single moments, not a continuous watch.</li><li>Only the operations in the coverage table were tried. What is not in it is not proved.</li><li>Attempts that the load balancer repeated by itself did not reach a client. They are counted apart and do not refuse.</li></ul><p>The verdicts: <b>certified</b>, all of this held; <b>refused</b>, at least one finding speaks against the upgrade; <b>inconclusive</b>, no finding does, but the experiment was not able to show it. A refusal wins over inconclusive, inconclusive over certified.</p></div>`,
  );
};
