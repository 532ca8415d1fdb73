import { type JobResult, type Night, type Standing, standingOf, standingOfNight } from './night.ts';

const WORDS: Readonly<Record<Standing, string>> = {
  well: 'Certified',
  refused: 'Refused',
  broken: 'Did not work',
  inconclusive: 'Inconclusive',
  interrupted: 'Interrupted',
};

export const nightWord = (night: Night): string => WORDS[standingOfNight(night)];

const OUTCOMES = {
  upgrade: ['Certified', 'Refused', 'Inconclusive'],
  suite: ['Passed', 'Failed', 'Inconclusive'],
} as const;

export function jobWord(job: JobResult): string {
  const { kind, state, code } = job;
  const standing = standingOf(job);
  if (standing === null) return 'Left out';
  if (state === 'not-run') return 'Not run';
  if (state === 'timed-out') return 'Took too long';
  if (standing === 'interrupted' || standing === 'broken') return WORDS[standing];
  const word = OUTCOMES[kind][code ?? -1] ?? WORDS[standing];
  return standing === 'well' && code !== 0 ? `${word}, as expected` : word;
}

/** How many jobs were as they should be, and which were not. */
export function nightSentence(night: Night): string {
  const asked = night.jobs.filter(({ state }) => state !== 'left-out');
  const wrong = asked.filter((job) => standingOf(job) !== 'well');
  const left = night.jobs.length - asked.length;
  const all = `${asked.length - wrong.length} of ${jobs(asked.length)} ended as ${asked.length === 1 ? 'it' : 'they'} should`;
  const others = [...Map.groupBy(wrong, jobWord)].map(
    ([word, its]) => `${word.toLowerCase()}: ${its.map(({ name }) => name).join(', ')}`,
  );
  return [
    ...(night.ended === null ? ['The night has not come to its end'] : []),
    [all, ...others].join('; '),
    ...(left > 0 ? [`${jobs(left)} left out, as was asked for`] : []),
  ]
    .map((part) => `${part}.`)
    .join(' ');
}

const jobs = (count: number): string => `${count} ${count === 1 ? 'job' : 'jobs'}`;

/** How long all jobs took, ms. */
export const nightLasted = (night: Night): number => night.jobs.reduce((sum, { seconds }) => sum + seconds, 0) * 1000;
