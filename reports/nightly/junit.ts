import { type JobResult, type Night, nightLasted, nightSentence, standingOf } from '../../harness/nightly/index.ts';
import { type Case, junit } from '../junit-xml.ts';
import { shellLine } from '../words/index.ts';
import { toldOfJob, toldOfNight } from './words.ts';

const TAGS = { refused: 'failure', broken: 'error', inconclusive: 'error', interrupted: 'error' } as const;

/** A refusal is a failure. What was not run is an error and not skipped: nobody reads of a night that it went well without it. */
const caseOf = (job: JobResult): Case => {
  const { name, seconds, why, against, command } = job;
  const text = [why, ...against, shellLine(['unbroken', ...command])].join('\n');
  const standing = standingOf(job);
  if (standing === 'well') return { name, seconds, output: text };
  const message = `${toldOfJob(job).word}: ${why}`;
  return { name, seconds, result: { tag: standing === null ? 'skipped' : TAGS[standing], message, text } };
};

/** One case a job. */
export const nightJunit = (night: Night): string => {
  const seconds = nightLasted(night) / 1000;
  return junit([{ name: 'nightly', seconds, cases: night.jobs.map(caseOf) }], {
    name: 'unbroken nightly',
    seconds,
    started: night.started,
    properties: {
      verdict: toldOfNight(night).word,
      sentence: nightSentence(night),
      harness: night.harness,
      cores: night.machine.cores,
      memoryMiB: night.machine.memoryMiB,
    },
  });
};
