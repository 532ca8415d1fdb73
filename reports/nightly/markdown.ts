import { type JobResult, type Night, nightLasted, nightSentence } from '../../harness/nightly/index.ts';
import { plain, table } from '../plain.ts';
import { count, duration, wallDate } from '../words/index.ts';
import { toldOfJob, toldOfNight } from './words.ts';

/** As a job's page shows it. */
export const nightMarkdown = (night: Night): string =>
  [
    `## ${toldOfNight(night).word}: the night of ${wallDate(night.started)}`,
    '',
    plain(nightSentence(night), 1000),
    '',
    ...table(
      ['Job', 'Came to', 'Took', 'Requests', 'Failed', 'p99', 'Why'],
      night.jobs.map((job) => [
        plain(job.name),
        toldOfJob(job).word,
        job.seconds === 0 ? '–' : duration(job.seconds * 1000),
        count(job.figures?.requests),
        count(job.figures?.failed),
        duration(job.figures?.p99Ms),
        plain(job.why, 400),
      ]),
    ),
    ...night.jobs.flatMap(against),
    `All of it took ${duration(nightLasted(night))} on ${count(night.machine.cores)} cores.`,
    '',
  ].join('\n');

const against = ({ name, against: lines }: JobResult): readonly string[] =>
  lines.length === 0
    ? []
    : [`### What speaks against ${plain(name)}`, '', ...lines.map((line) => `- ${plain(line, 500)}`), ''];
