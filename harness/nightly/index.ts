export { nightsIn } from './earlier.ts';
export { whatIsHere, whyNot } from './here.ts';
export { type Job, JobList } from './job.ts';
export { JOBS } from './jobs.ts';
export { complaintIn, suiteIn } from './left.ts';
export {
  exitCodeOfNight,
  type JobResult,
  type Night,
  type PastNight,
  type Standing,
  standingOf,
  standingOfNight,
} from './night.ts';
export { leftOut, notRun, resultOf } from './result.ts';
export { type Taken, take } from './take.ts';
export { jobWord, nightLasted, nightSentence, nightWord } from './words.ts';
