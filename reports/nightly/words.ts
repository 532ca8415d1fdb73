import {
  type JobResult,
  jobWord,
  type Night,
  nightWord,
  type Standing,
  standingOf,
  standingOfNight,
} from '../../harness/nightly/index.ts';

/** How standings are told: as a word, by shape and by colour. */
export interface Told {
  readonly word: string;
  readonly tone: 'good' | 'bad' | 'doubt' | 'plain';
  readonly shape: 'yes' | 'no' | 'unclear' | 'note';
}

type Look = Omit<Told, 'word'>;

const DOUBT: Look = { tone: 'doubt', shape: 'unclear' };
const BAD: Look = { tone: 'bad', shape: 'no' };
const LOOKS: Readonly<Record<Standing, Look>> = {
  well: { tone: 'good', shape: 'yes' },
  refused: BAD,
  broken: BAD,
  inconclusive: DOUBT,
  interrupted: DOUBT,
};

export function toldOfJob(job: JobResult): Told {
  const standing = standingOf(job);
  return { word: jobWord(job), ...(standing === null ? { tone: 'plain', shape: 'note' } : LOOKS[standing]) };
}

export const toldOfNight = (night: Night): Told => ({ word: nightWord(night), ...LOOKS[standingOfNight(night)] });
